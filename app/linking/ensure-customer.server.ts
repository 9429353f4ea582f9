import type { Customer } from "@prisma/client";
import { customerName } from "#app/customers/customer-name.ts";
import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { adminClient } from "#app/shopify/admin-client.server.ts";
import { readCustomer } from "#app/shopify/operations/read-customer.server.ts";

/**
 * The customer who is logged in, from the mirror; read from Shopify when the mirror does not know them or lacks the
 * name, as with everybody from before the app. When Shopify does not answer, the link can be made without a name.
 *
 * @returns null when the customer was deleted
 */
export async function ensureCustomer(options: {
  db: Db;
  shop: { id: string; domain: string };
  customerGid: string;
  now: Date;
}): Promise<Customer | null> {
  const { db, shop, customerGid, now } = options;
  const where = { shopId_shopifyGid: { shopId: shop.id, shopifyGid: customerGid } };
  const known = await db.customer.findUnique({ where });
  if (known?.deletedAt) return null;
  if (known?.displayName) return known;
  const told = await readFromShopify(shop.domain, customerGid);
  const details = told ? { displayName: customerName(told), email: told.email } : {};
  return db.customer.upsert({
    where,
    create: { shopId: shop.id, shopifyGid: customerGid, createdAt: now, ...details },
    update: details,
  });
}

async function readFromShopify(shopDomain: string, customerGid: string) {
  try {
    return await readCustomer(await adminClient({ shopDomain }), customerGid);
  } catch (err) {
    log.warn(
      { err, shop: shopDomain, customerGid },
      "A customer could not be read; linking goes on without a name",
    );
    return null;
  }
}
