import type { Db } from "#app/platform/db.server.ts";

/**
 * How many customers who asked what is held about them wait for the merchant's answer, and since when the first of them
 * does.
 */
export async function countOpenDataRequests(options: {
  db: Db;
  shopId: string;
}): Promise<{ count: number; since: Date | null }> {
  const { db, shopId } = options;
  const { _count, _min } = await db.dataRequest.aggregate({
    where: { shopId, answeredAt: null },
    _count: true,
    _min: { requestedAt: true },
  });
  return { count: _count, since: _min.requestedAt };
}
