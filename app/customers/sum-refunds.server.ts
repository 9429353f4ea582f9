import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** What was paid back of an order so far, in its currency. */
export async function sumRefunds(options: {
  db: Db;
  shopId: string;
  orderGid: string;
}): Promise<Prisma.Decimal> {
  const { db, shopId, orderGid } = options;
  const { _sum } = await db.refund.aggregate({
    where: { shopId, orderGid },
    _sum: { amount: true },
  });
  return _sum.amount ?? new Prisma.Decimal(0);
}
