import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** Decimal(18, 4): no sum of amounts that a shop has comes near it. */
const MOST = new Prisma.Decimal("99999999999999.9999");

/** The amount, as far as its column holds it. */
export function toHeldAmount(amount: Prisma.Decimal): Prisma.Decimal {
  return Prisma.Decimal.max(MOST.neg(), Prisma.Decimal.min(MOST, amount));
}

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
  return toHeldAmount(_sum.amount ?? new Prisma.Decimal(0));
}
