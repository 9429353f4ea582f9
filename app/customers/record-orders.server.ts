import type { Order } from "@prisma/client";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { completeCheckouts } from "./complete-checkouts.server.ts";
import { findLivingCustomers } from "./living-customers.server.ts";
import { readOrderPayload } from "./order-payload.server.ts";
import { sumRefunds } from "./sum-refunds.server.ts";

type OrderTold = NonNullable<ReturnType<typeof readOrderPayload>>;
/** An order as it is merged; its amounts only pass through. */
type OrderRow = Omit<Order, "shopId" | "totalPrice" | "refunded"> & {
  totalPrice: unknown;
  refunded: unknown;
};

/**
 * Records `orders/create`, `orders/updated` and `orders/cancelled` webhooks of a shop, paid or not, in whatever order they
 * come, and completes their checkouts. A checkout stays completed when the order is cancelled. The number of statements
 * does not grow with the webhooks.
 *
 * @param options.webhooks payloads as parseExactJson read them; `occurredAt` is `X-Shopify-Triggered-At`
 * @returns for each webhook what came of it, `ignored` when the payload does not say which order is meant; and the
 *   checkouts whose recovery the orders end: those of their checkout tokens or carts, and what else the same customers had
 *   begun before them
 */
export async function recordOrders(options: {
  db: Db;
  shopId: string;
  webhooks: { payload: unknown; occurredAt: Date | null; receivedAt: Date }[];
}): Promise<{
  outcomes: ("created" | "updated" | "stale" | "ignored")[];
  checkoutIds: string[];
}> {
  const { db, shopId } = options;
  const told = options.webhooks.map(readOrderPayload);
  const orders = told.filter((each) => each !== null);
  if (orders.length === 0) return { outcomes: told.map(() => "ignored"), checkoutIds: [] };
  await lockShopRecords(db, shopId);
  const shopifyGids = [...new Set(orders.map(({ shopifyGid }) => shopifyGid))];
  const found = await db.order.findMany({ where: { shopId, shopifyGid: { in: shopifyGids } } });
  const rows = new Map<string, OrderRow>(found.map((row) => [row.shopifyGid, row]));
  const living = await findLivingCustomers({
    db,
    shopId,
    customerGids: orders.map(({ customerGid }) => customerGid),
  });
  const refunds = await sumRefunds({ db, shopId, orderGids: shopifyGids });
  const outcomes = told.map((each) => {
    if (!each) return "ignored";
    const known = rows.get(each.shopifyGid);
    const isNewer = !known || each.payloadVersion > known.payloadVersion;
    const refunded = refunds.get(each.shopifyGid) ?? 0;
    rows.set(each.shopifyGid, { ...merge(known, each, isNewer, living), refunded });
    return known ? (isNewer ? "updated" : "stale") : "created";
  });
  const written = [...rows.values()];
  await writeOrders(db, shopId, written);
  await noteLastOrders(db, shopId, written);
  return { outcomes, checkoutIds: await completeCheckouts({ db, shopId, orders: written }) };
}

function merge(
  known: OrderRow | undefined,
  told: OrderTold,
  isNewer: boolean,
  living: Map<string, string>,
): Omit<OrderRow, "refunded"> {
  const { customerGid } = told;
  const newest =
    known && !isNewer
      ? known
      : { ...told, customerGid: customerGid && (living.get(customerGid) ?? customerGid) };
  return {
    ...newest,
    id: known?.id ?? uuidv7(),
    shopifyCreatedAt: earlier(known?.shopifyCreatedAt, told.shopifyCreatedAt),
    // Cancelling can't be undone.
    cancelledAt: told.cancelledAt
      ? earlier(known?.cancelledAt, told.cancelledAt)
      : (known?.cancelledAt ?? null),
  };
}

function earlier(known: Date | null | undefined, told: Date): Date {
  return known && known < told ? known : told;
}

/** Writes whole rows, new ones and known ones, by one statement. */
async function writeOrders(db: Db, shopId: string, rows: OrderRow[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "order" (id, shop_id, shopify_gid, name, checkout_token, cart_token, customer_gid, currency, total_price,
      refunded, shopify_created_at, shopify_updated_at, payload_version, cancelled_at)
    SELECT id, ${shopId}::uuid, "shopifyGid", name, "checkoutToken", "cartToken", "customerGid", currency, "totalPrice",
      refunded, "shopifyCreatedAt", "shopifyUpdatedAt", "payloadVersion", "cancelledAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told (
      id uuid, "shopifyGid" text, name text, "checkoutToken" text, "cartToken" text, "customerGid" text, currency text,
      "totalPrice" numeric, refunded numeric, "shopifyCreatedAt" timestamptz, "shopifyUpdatedAt" timestamptz,
      "payloadVersion" text, "cancelledAt" timestamptz)
    ON CONFLICT (shop_id, shopify_gid) DO UPDATE SET
      name = excluded.name, checkout_token = excluded.checkout_token, cart_token = excluded.cart_token,
      customer_gid = excluded.customer_gid,
      currency = excluded.currency, total_price = excluded.total_price, refunded = excluded.refunded,
      shopify_created_at = excluded.shopify_created_at, shopify_updated_at = excluded.shopify_updated_at,
      payload_version = excluded.payload_version, cancelled_at = excluded.cancelled_at`;
}

/** An order is a customer's last one as soon as it is told; Shopify's totals come when they come. */
async function noteLastOrders(db: Db, shopId: string, rows: OrderRow[]): Promise<void> {
  const orders = rows.map(({ customerGid, shopifyCreatedAt }) => ({
    customerGid,
    at: shopifyCreatedAt,
  }));
  await db.$executeRaw`
    UPDATE customer SET last_order_at = last.at
    FROM (
      SELECT "customerGid", max(at) AS at
      FROM jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) AS made ("customerGid" text, at timestamptz)
      WHERE "customerGid" IS NOT NULL GROUP BY "customerGid"
    ) AS last
    WHERE customer.shop_id = ${shopId}::uuid AND customer.shopify_gid = last."customerGid" AND customer.deleted_at IS NULL
      AND (customer.last_order_at IS NULL OR customer.last_order_at < last.at)`;
}
