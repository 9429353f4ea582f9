import type { Db } from "#app/platform/db.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { readOrderPayload } from "./order-payload.server.ts";
import { livingCustomerGid } from "./living-customer.server.ts";
import { orderLocks } from "./order-locks.ts";
import { sumRefunds } from "./sum-refunds.server.ts";

/**
 * Records an `orders/create`, `orders/updated` or `orders/cancelled` webhook, paid or not, in whatever order they come,
 * and completes its checkouts. A checkout stays completed when the order is cancelled.
 *
 * @param options.payload as parseExactJson read it
 * @param options.occurredAt `X-Shopify-Triggered-At`
 * @returns the checkouts whose recovery the order ends: those of its checkout token or cart, and what else the same
 *   customer had begun before it. `ignored` when the payload does not say which order is meant
 */
export async function recordOrder(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<
  | { outcome: "created" | "updated" | "stale"; orderGid: string; checkoutIds: string[] }
  | { outcome: "ignored"; orderGid: null; checkoutIds: [] }
> {
  const { db, shopId } = options;
  const told = readOrderPayload(options);
  if (!told) return { outcome: "ignored", orderGid: null, checkoutIds: [] };
  const { shopifyGid } = told;
  await lockUntilCommit(db, orderLocks(shopId, told));
  const known = await db.order.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid } },
  });
  const isNewer = !known || told.payloadVersion > known.payloadVersion;
  const newest = isNewer
    ? {
        ...told,
        customerGid: await livingCustomerGid({ db, shopId, customerGid: told.customerGid }),
      }
    : {};
  const lasting = {
    shopifyCreatedAt: earlier(known?.shopifyCreatedAt, told.shopifyCreatedAt),
    // Cancelling can't be undone.
    cancelledAt: told.cancelledAt
      ? earlier(known?.cancelledAt, told.cancelledAt)
      : (known?.cancelledAt ?? null),
    refunded: await sumRefunds({ db, shopId, orderGid: shopifyGid }),
  };
  const order = known
    ? await db.order.update({ where: { id: known.id, shopId }, data: { ...newest, ...lasting } })
    : await db.order.create({ data: { shopId, ...told, ...newest, ...lasting } });
  return {
    outcome: known ? (isNewer ? "updated" : "stale") : "created",
    orderGid: shopifyGid,
    checkoutIds: await completeCheckouts(db, shopId, order),
  };
}

type Tokens = {
  checkoutToken: string | null;
  cartToken: string | null;
  customerGid: string | null;
  shopifyCreatedAt: Date;
};

async function completeCheckouts(db: Db, shopId: string, order: Tokens): Promise<string[]> {
  const { checkoutToken, cartToken, customerGid, shopifyCreatedAt: orderedAt } = order;
  const completed = await db.$queryRaw<{ id: string }[]>`
    UPDATE checkout SET completed_at = least(completed_at, ${orderedAt})
    WHERE shop_id = ${shopId}::uuid
      AND (token = ${checkoutToken} OR (cart_token = ${cartToken} AND shopify_created_at <= ${orderedAt}))
    RETURNING id`;
  const others = customerGid
    ? await db.checkout.findMany({
        where: { shopId, customerGid, completedAt: null, shopifyCreatedAt: { lte: orderedAt } },
        select: { id: true },
      })
    : [];
  return [...completed, ...others].map((each) => each.id);
}

function earlier(known: Date | null | undefined, told: Date): Date {
  return known && known < told ? known : told;
}
