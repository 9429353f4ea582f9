import type { Checkout } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { namesOf, type Names } from "./checkout-names.ts";

/** A checkout as it is merged; its amount and its items only pass through. */
export type CheckoutRow = Omit<Checkout, "shopId" | "totalPrice" | "lineItems"> & {
  totalPrice: unknown;
  lineItems: unknown;
};

/** The shop's checkouts of any of these names. */
export async function findCheckouts(
  db: Db,
  shopId: string,
  named: Names[],
): Promise<CheckoutRow[]> {
  const { tokens, cartTokens, names } = namesOf(named);
  return db.checkout.findMany({
    where: {
      shopId,
      OR: [{ token: { in: tokens } }, { cartToken: { in: cartTokens } }, { name: { in: names } }],
    },
  });
}

/** Writes whole rows, new ones and known ones, by one statement. */
export async function writeCheckouts(db: Db, shopId: string, rows: CheckoutRow[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO checkout (id, shop_id, token, cart_token, name, customer_gid, recovery_url, line_items, item_count,
      currency, total_price, customer_locale, shopify_created_at, shopify_updated_at, payload_version, completed_at,
      deleted_at, received_at)
    SELECT id, ${shopId}::uuid, token, "cartToken", name, "customerGid", "recoveryUrl", "lineItems", "itemCount",
      currency, "totalPrice", "customerLocale", "shopifyCreatedAt", "shopifyUpdatedAt", "payloadVersion", "completedAt",
      "deletedAt", "receivedAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told (
      id uuid, token text, "cartToken" text, name text, "customerGid" text, "recoveryUrl" text, "lineItems" jsonb,
      "itemCount" int, currency text, "totalPrice" numeric, "customerLocale" text, "shopifyCreatedAt" timestamptz,
      "shopifyUpdatedAt" timestamptz, "payloadVersion" text, "completedAt" timestamptz, "deletedAt" timestamptz,
      "receivedAt" timestamptz)
    ON CONFLICT (id) DO UPDATE SET
      token = excluded.token, cart_token = excluded.cart_token, name = excluded.name,
      customer_gid = excluded.customer_gid, recovery_url = excluded.recovery_url, line_items = excluded.line_items,
      item_count = excluded.item_count, currency = excluded.currency, total_price = excluded.total_price,
      customer_locale = excluded.customer_locale, shopify_created_at = excluded.shopify_created_at,
      shopify_updated_at = excluded.shopify_updated_at, payload_version = excluded.payload_version,
      completed_at = excluded.completed_at, deleted_at = excluded.deleted_at
    WHERE checkout.shop_id = excluded.shop_id`;
}
