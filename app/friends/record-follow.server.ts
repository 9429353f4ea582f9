import type { Db } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { profileWanted } from "./friends-happenings.ts";
import { writeFollowState } from "./write-follow-state.server.ts";

/**
 * Records that somebody added the channel as a friend, or unblocked it (LINE's `follow` event), and asks for the
 * profile.
 *
 * @param options.at LINE's event timestamp
 * @param options.isUnblocked LINE's `follow.isUnblocked`
 * @returns `stale` when the state comes from an event as new or newer: LINE does not keep order
 */
export async function recordFollow(options: {
  db: Db;
  shopId: string;
  channelId: string;
  lineUserId: string;
  at: Date;
  isUnblocked: boolean;
}): Promise<{ outcome: "followed" | "unblocked" | "stale"; friendId: string }> {
  const { db, shopId, isUnblocked } = options;
  const { friendId, isStale } = await writeFollowState({ ...options, followState: "following" });
  if (isStale) return { outcome: "stale", friendId };
  await enqueue(db, profileWanted, { shopId, friendId }, { key: `profile:${friendId}` });
  return { outcome: isUnblocked ? "unblocked" : "followed", friendId };
}
