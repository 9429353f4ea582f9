import type { Database } from "#app/platform/db.server.ts";

/**
 * Begins to read LINE's list of followers: the worker reads it page by page, and again every day from then on. A reading
 * that is under way goes on.
 *
 * @param options.actor `staff:<id>`, for the audit log
 */
export async function beginFollowerImport(options: {
  db: Database;
  shopId: string;
  actor: string;
  now: Date;
}): Promise<{ outcome: "begun" | "under_way" | "not_connected" }> {
  const { db, shopId, actor, now } = options;
  const channel = await db.channel.findUnique({ where: { shopId } });
  if (!channel?.messagingChannelId) return { outcome: "not_connected" };
  return db.$transaction(async (tx) => {
    const begun = await tx.$queryRaw<unknown[]>`
      INSERT INTO follower_sync (shop_id, channel_id, state, actor, started_at, due_at)
      VALUES (${shopId}::uuid, ${channel.id}::uuid, 'running', ${actor}, ${now}, ${now})
      ON CONFLICT (shop_id) DO UPDATE SET channel_id = excluded.channel_id, state = 'running', reason = NULL, cursor = NULL,
        listed = 0, added = 0, missing = 0, actor = excluded.actor, started_at = excluded.started_at, finished_at = NULL,
        due_at = excluded.due_at
      WHERE follower_sync.state <> 'running'
      RETURNING shop_id`;
    if (begun.length === 0) return { outcome: "under_way" };
    await tx.auditEntry.create({
      data: { shopId, actor, action: "followers.import-begun", createdAt: now },
    });
    return { outcome: "begun" };
  });
}
