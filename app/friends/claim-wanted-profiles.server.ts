import type { Db } from "#app/platform/db.server.ts";

/** Longer than a batch takes; what a process took and never answered for is asked for again then. */
const CLAIMED_MS = 5 * 60_000;
/** A batch is asked for within seconds, and its answers are stored by two statements. */
const BATCH = 500;

export type WantedFriend = { friendId: string; shopId: string; lineUserId: string };

/** Friends whose profiles are to be asked for now. Several processes may claim at once; a claim ends by itself. */
export async function claimWantedProfiles(options: {
  db: Db;
  now: Date;
}): Promise<Map<string, WantedFriend[]>> {
  const { db, now } = options;
  const until = new Date(now.getTime() + CLAIMED_MS);
  const claimed = await db.$queryRaw<WantedFriend[]>`
    WITH due AS MATERIALIZED (
      SELECT wanted.friend_id FROM wanted_profile AS wanted
      JOIN shop ON shop.id = wanted.shop_id AND shop.uninstalled_at IS NULL
      JOIN channel ON channel.shop_id = shop.id AND channel.messaging_channel_id IS NOT NULL
      -- Later than a claim can end: the clock was turned back.
      WHERE wanted.due_at <= ${now} OR wanted.due_at > ${until}
      ORDER BY wanted.due_at LIMIT ${BATCH} FOR UPDATE OF wanted SKIP LOCKED
    )
    UPDATE wanted_profile SET due_at = ${until} FROM due
    JOIN friend ON friend.id = due.friend_id
    WHERE wanted_profile.friend_id = due.friend_id
    RETURNING friend.id AS "friendId", friend.shop_id AS "shopId", friend.line_user_id AS "lineUserId"`;
  return Map.groupBy(claimed, ({ shopId }) => shopId);
}
