import type { Customer, Shop } from "@prisma/client";
import { customerName } from "#app/customers/customer-name.ts";
import type { Db } from "#app/platform/db.server.ts";
import { adminClient } from "#app/shopify/admin-client.server.ts";
import { findCustomer } from "#app/shopify/operations/find-customer.server.ts";
import type { LinkAddress } from "./link-address.ts";

/** More than one are as good as none. */
const TWO = { select: { customerId: true }, take: 2 } as const;

/**
 * The one customer with this e-mail address or phone number: by the list of people, or else by Shopify, where neither can
 * be of two customers.
 *
 * @returns null when there is none, or it was deleted
 * @throws when Shopify does not answer, or there is no token for the shop
 */
export async function findCustomerByAddress(options: {
  db: Db;
  shop: Pick<Shop, "id" | "domain">;
  address: LinkAddress;
  now: Date;
}): Promise<Customer | null> {
  const { db, shop, address, now } = options;
  const { kind, value } = address;
  const found = await (kind === "email"
    ? db.person.findMany({ where: { shopId: shop.id, email: value }, ...TWO })
    : db.person.findMany({ where: { shopId: shop.id, phone: value }, ...TWO }));
  if (found.length === 1)
    return db.customer.findUniqueOrThrow({ where: { id: found[0]!.customerId!, shopId: shop.id } });

  const client = await adminClient({ shopDomain: shop.domain });
  const told = await findCustomer(
    client,
    kind === "email" ? { emailAddress: value } : { phoneNumber: value },
  );
  if (!told) return null;
  const details = { displayName: customerName(told), email: told.email, phone: told.phone };
  const customer = await db.customer.upsert({
    where: { shopId_shopifyGid: { shopId: shop.id, shopifyGid: told.gid } },
    create: { shopId: shop.id, shopifyGid: told.gid, createdAt: now, ...details },
    update: details,
  });
  return customer.deletedAt ? null : customer;
}
