import type { Db } from "#app/platform/db.server.ts";

/**
 * How many of the shop's webhook events were set aside in the last seven days, after failing again and again, and when
 * the first of them came.
 */
export async function countSetAsideEvents(options: {
  db: Db;
  shopId: string;
}): Promise<{ count: number; since: Date | null }> {
  const { db, shopId } = options;
  // What was worked on has lost its body. Stored events are deleted after seven days.
  const { _count, _min } = await db.webhookEvent.aggregate({
    where: { shopId, processedAt: { not: null }, body: { not: null } },
    _count: true,
    _min: { receivedAt: true },
  });
  return { count: _count, since: _min.receivedAt };
}
