import type { Db } from "#app/platform/db.server.ts";
import { writeFollowState } from "./write-follow-state.server.ts";

/**
 * Records that a friend blocked the channel (LINE's `unfollow` event; LINE tells no other way of leaving).
 *
 * @param options.at LINE's event timestamp
 * @returns `stale` when the state comes from an event as new or newer
 */
export async function recordUnfollow(options: {
  db: Db;
  shopId: string;
  channelId: string;
  lineUserId: string;
  at: Date;
}): Promise<{ outcome: "blocked" | "stale"; friendId: string }> {
  const { friendId, isStale } = await writeFollowState({ ...options, followState: "blocked" });
  return { outcome: isStale ? "stale" : "blocked", friendId };
}
