import type { Db } from "#app/platform/db.server.ts";
import type { FriendSource } from "./friend.ts";
import { recordFriendEvents } from "./record-friend-events.server.ts";
import { writeFriends } from "./write-friends.server.ts";

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
  source: FriendSource;
  at: Date;
}): Promise<{ friendId: string }> {
  const { db, shopId, channelId, lineUserId, isFriend, source, at } = options;
  const where = { db, shopId, channelId };
  const [friend] = await recordFriendEvents({
    ...where,
    events: [{ lineUserId, at, source, kind: "seen" }],
  });
  const { friendId } = friend!;
  const write = (followState: "following" | "blocked") =>
    writeFriends({ ...where, told: [{ lineUserId, at, source, followState }] });
  if (isFriend) await write("following");
  if (isFriend === false) {
    const { followState } = await db.friend.findFirstOrThrow({ where: { id: friendId, shopId } });
    if (followState === "following") await write("blocked");
  }
  return { friendId };
}
