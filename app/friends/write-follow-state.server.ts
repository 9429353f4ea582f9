import { v7 as uuidv7 } from "uuid";
import { randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { FollowState } from "./friend.ts";

/**
 * Writes a follow state that came about at `at`, making the friend when the channel has not met this user. One
 * statement, so that two events of one user can be worked on at the same moment and the newer one stands.
 */
export async function writeFollowState(options: {
  db: Db;
  shopId: string;
  channelId: string;
  lineUserId: string;
  at: Date;
  followState: Exclude<FollowState, "seen">;
}): Promise<{ friendId: string; isStale: boolean }> {
  const { db, shopId, channelId, lineUserId, at, followState } = options;
  const [written] = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO friend (id, shop_id, channel_id, line_user_id, follow_state, follow_changed_at, preferences_code, created_at)
    VALUES (${uuidv7()}::uuid, ${shopId}::uuid, ${channelId}::uuid, ${lineUserId}, ${followState}, ${at}, ${randomCode()}, ${at})
    ON CONFLICT (channel_id, line_user_id) DO UPDATE
      SET follow_state = excluded.follow_state, follow_changed_at = excluded.follow_changed_at
      WHERE friend.shop_id = excluded.shop_id
        AND (friend.follow_changed_at IS NULL OR friend.follow_changed_at < excluded.follow_changed_at)
    RETURNING id`;
  if (written) return { friendId: written.id, isStale: false };
  const known = await db.friend.findFirstOrThrow({ where: { shopId, channelId, lineUserId } });
  return { friendId: known.id, isStale: true };
}
