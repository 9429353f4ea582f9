import type { Db } from "#app/platform/db.server.ts";
import { recordSeen } from "./record-seen.server.ts";
import { writeFollowState } from "./write-follow-state.server.ts";

/**
 * Records what LINE Login said of somebody: whether they are a friend of the bot that is linked to the login channel
 * (`GET /friendship/v1/status`). For a channel without a webhook this is the only word about following.
 *
 * A "no" means blocked or never added. Only of somebody who was following does it say that they blocked.
 *
 * @param options.isFriend null when LINE did not say
 * @param options.at when LINE said so
 */
export async function recordFriendship(options: {
  db: Db;
  shopId: string;
  channelId: string;
  lineUserId: string;
  isFriend: boolean | null;
  at: Date;
}): Promise<{ friendId: string }> {
  const { db, shopId, isFriend } = options;
  const { friendId } = await recordSeen(options);
  if (isFriend) await writeFollowState({ ...options, followState: "following" });
  if (isFriend === false) {
    const { followState } = await db.friend.findFirstOrThrow({ where: { id: friendId, shopId } });
    if (followState === "following") await writeFollowState({ ...options, followState: "blocked" });
  }
  return { friendId };
}
