import type { Db } from "#app/platform/db.server.ts";
import { SYNC_EVERY_MS } from "./follower-sync.ts";

/** Longer than a turn of reading takes; a reading whose process died is taken up then. */
const CLAIMED_MS = 60_000;

/**
 * Shops whose list of followers is to be read on, or read anew, at this moment. Several processes may claim at once; a
 * claim ends by itself.
 */
export async function claimFollowerSyncs(options: { db: Db; now: Date }): Promise<string[]> {
  const { db, now } = options;
  const ahead = (ms: number) => new Date(now.getTime() + ms);
  const rows = await db.$queryRaw<{ shopId: string }[]>`
    UPDATE follower_sync SET due_at = ${ahead(CLAIMED_MS)},
      state = 'running',
      reason = NULL,
      finished_at = NULL,
      started_at = CASE WHEN state = 'running' THEN started_at ELSE ${now} END,
      cursor = CASE WHEN state = 'running' THEN cursor END,
      listed = CASE WHEN state = 'running' THEN listed ELSE 0 END,
      added = CASE WHEN state = 'running' THEN added ELSE 0 END,
      missing = CASE WHEN state = 'running' THEN missing ELSE 0 END
    WHERE shop_id IN (
      SELECT sync.shop_id FROM follower_sync AS sync
      JOIN shop ON shop.id = sync.shop_id AND shop.uninstalled_at IS NULL
      JOIN channel ON channel.id = sync.channel_id AND channel.messaging_channel_id IS NOT NULL
      -- Later than the next one can be: the clock was turned back.
      WHERE sync.due_at <= ${now} OR sync.due_at > ${ahead(SYNC_EVERY_MS)}
      ORDER BY sync.due_at LIMIT 20 FOR UPDATE OF sync SKIP LOCKED)
    RETURNING shop_id AS "shopId"`;
  return rows.map(({ shopId }) => shopId);
}
