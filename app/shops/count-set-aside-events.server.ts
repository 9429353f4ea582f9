import type { Db } from "#app/platform/db.server.ts";

/** How many of the shop's webhook events were set aside in the last seven days, after failing again and again. */
export async function countSetAsideEvents(options: { db: Db; shopId: string }): Promise<number> {
  const { db, shopId } = options;
  // What was worked on has lost its body. Stored events are deleted after seven days.
  return db.webhookEvent.count({
    where: { shopId, processedAt: { not: null }, body: { not: null } },
  });
}
