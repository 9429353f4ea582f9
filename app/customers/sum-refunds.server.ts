import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** Decimal(18, 4): no sum of amounts that a shop has comes near it. */
const MOST = new Prisma.Decimal("99999999999999.9999");

/** The amount, as far as its column holds it. */
export function toHeldAmount(amount: Prisma.Decimal): Prisma.Decimal {
  return Prisma.Decimal.max(MOST.neg(), Prisma.Decimal.min(MOST, amount));
}

/** What was paid back of orders so far, by order, in its currency. An order without a refund is missing. */
export async function sumRefunds(options: {
  db: Db;
  shopId: string;
  orderGids: string[];
}): Promise<Map<string, Prisma.Decimal>> {
  const { db, shopId, orderGids } = options;
  const sums = await db.refund.groupBy({
    by: ["orderGid"],
    where: { shopId, orderGid: { in: orderGids } },
    _sum: { amount: true },
  });
  return new Map(
    sums.map(({ orderGid, _sum }) => [
      orderGid,
      toHeldAmount(_sum.amount ?? new Prisma.Decimal(0)),
    ]),
  );
}
