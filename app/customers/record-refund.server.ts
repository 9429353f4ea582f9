import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { readRefundPayload } from "./order-payload.server.ts";
import { orderLocks } from "./order-locks.ts";
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
  await lockUntilCommit(db, orderLocks(shopId, { shopifyGid: orderGid }));
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
  await db.order.updateMany({
    where: { shopId, shopifyGid: orderGid },
    data: { refunded: await sumRefunds({ db, shopId, orderGid }) },
  });
  return { outcome: "recorded", orderGid };
}
