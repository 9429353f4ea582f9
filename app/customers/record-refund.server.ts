import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { readRefundPayload } from "./order-payload.server.ts";
import { sumRefunds, toHeldAmount } from "./sum-refunds.server.ts";

/**
 * Records a `refunds/create` webhook: once, however often it comes, and also before its order.
 *
 * @param options.payload as parseExactJson read it: it names the order by number only
 * @returns `ignored` when the payload does not say which refund of which order is meant
 */
export async function recordRefund(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<{ outcome: "recorded" | "known" | "ignored"; orderGid: string | null }> {
  const { db, shopId, occurredAt, receivedAt } = options;
  const told = readRefundPayload(options.payload);
  if (!told) return { outcome: "ignored", orderGid: null };
  const { shopifyGid, orderGid, amounts } = told;
  await lockShopRecords(db, shopId);
  const { count } = await db.refund.createMany({
    data: {
      shopId,
      shopifyGid,
      orderGid,
      amount: toHeldAmount(amounts.reduce((sum, amount) => sum.add(amount), new Prisma.Decimal(0))),
      createdAt: told.createdAt ?? occurredAt ?? receivedAt,
    },
    skipDuplicates: true,
  });
  if (count === 0) return { outcome: "known", orderGid };
  const sums = await sumRefunds({ db, shopId, orderGids: [orderGid] });
  await db.order.updateMany({
    where: { shopId, shopifyGid: orderGid },
    data: { refunded: sums.get(orderGid) },
  });
  return { outcome: "recorded", orderGid };
}
