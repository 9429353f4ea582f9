import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import {
  payloadAmount,
  payloadGid,
  payloadName,
  payloadTime,
} from "#app/shopify/webhook-payload.ts";

const summaryPayload = z.object({
  customerId: payloadName,
  numberOfOrders: z.int().min(0).max(2_147_483_647),
  amountSpent: z.object({ amount: payloadAmount }),
  lastOrderId: payloadName,
  occurredAt: payloadTime,
});

type Webhook = { payload: unknown; occurredAt: Date | null; receivedAt: Date };
type Summary = {
  id: string;
  shopifyGid: string;
  numberOfOrders: number;
  amountSpent: string;
  lastOrderGid: string | null;
  at: Date;
};

/**
 * Records `customers/purchasing_summary` webhooks of a shop: Shopify's own totals of a customer, of which the newest
 * count. When the last order was is known by the order itself, as far as the mirror has it. The number of statements does
 * not grow with the webhooks.
 *
 * @returns for each what came of it: `stale` when newer totals are known, or the customer was deleted
 */
export async function recordPurchases(options: {
  db: Db;
  shopId: string;
  webhooks: Webhook[];
}): Promise<("recorded" | "stale" | "ignored")[]> {
  const { db, shopId, webhooks } = options;
  const told = webhooks.map(readSummary);
  const newest = new Map<string, Summary>();
  for (const each of told) {
    const former = each && newest.get(each.shopifyGid);
    if (each && (!former || former.at < each.at)) newest.set(each.shopifyGid, each);
  }
  if (newest.size === 0) return told.map(() => "ignored");
  await lockShopRecords(db, shopId);
  const written = await db.$queryRaw<{ shopify_gid: string }[]>`
    INSERT INTO customer AS mirror (id, shop_id, shopify_gid, number_of_orders, amount_spent, last_order_at, totals_at, created_at)
    SELECT told.id, ${shopId}::uuid, told."shopifyGid", told."numberOfOrders", told."amountSpent",
      coalesce(last_order.shopify_created_at, (SELECT max(shopify_created_at) FROM "order" WHERE shop_id = ${shopId}::uuid AND customer_gid = told."shopifyGid")), told.at, told.at
    FROM jsonb_to_recordset(${JSON.stringify([...newest.values()])}::jsonb) AS told (
      id uuid, "shopifyGid" text, "numberOfOrders" int, "amountSpent" numeric, "lastOrderGid" text, at timestamptz)
    LEFT JOIN "order" AS last_order
      ON last_order.shop_id = ${shopId}::uuid AND last_order.shopify_gid = told."lastOrderGid"
    ON CONFLICT (shop_id, shopify_gid) DO UPDATE SET
      number_of_orders = excluded.number_of_orders, amount_spent = excluded.amount_spent,
      last_order_at = coalesce(excluded.last_order_at, mirror.last_order_at), totals_at = excluded.totals_at
    WHERE mirror.deleted_at IS NULL AND (greatest(mirror.totals_at, mirror.read_at) >= excluded.totals_at) IS NOT TRUE
    RETURNING shopify_gid`;
  const recorded = new Set(written.map((row) => row.shopify_gid));
  return told.map((each) => {
    if (!each) return "ignored";
    return recorded.has(each.shopifyGid) && newest.get(each.shopifyGid) === each
      ? "recorded"
      : "stale";
  });
}

function readSummary({ payload, occurredAt, receivedAt }: Webhook): Summary | null {
  const { data } = summaryPayload.safeParse(payload);
  const shopifyGid = data && payloadGid("Customer", { gid: data.customerId });
  if (!shopifyGid) return null;
  return {
    id: uuidv7(),
    shopifyGid,
    numberOfOrders: data.numberOfOrders,
    amountSpent: data.amountSpent.amount,
    lastOrderGid: payloadGid("Order", { gid: data.lastOrderId }),
    at: data.occurredAt ?? occurredAt ?? receivedAt,
  };
}
