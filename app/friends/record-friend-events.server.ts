import type { Db } from "#app/platform/db.server.ts";
import { enqueueAll } from "#app/platform/jobs.server.ts";
import type { FriendSource } from "./friend.ts";
import { profileWanted } from "./friends-happenings.ts";
import { writeFriends, type WrittenFriend } from "./write-friends.server.ts";

/** What one event of LINE tells of somebody. */
export type FriendEvent = {
  lineUserId: string;
  /** LINE's event timestamp */
  at: Date;
  /**
   * - `follow`: they added the channel as a friend, or unblocked it
   * - `unfollow`: they blocked it; LINE tells no other way of leaving
   * - `seen`: they wrote, tapped, or logged in. Whether they follow is left as it is
   */
  kind: "follow" | "unfollow" | "seen";
  source: FriendSource;
};

const FOLLOW_STATES = { follow: "following", unfollow: "blocked", seen: undefined } as const;

/**
 * Records what happened between a channel and LINE users, in the order in which it is given, and asks for the profiles of
 * those who came. The number of statements does not grow with the events.
 *
 * @returns for each event its friend, and whether it was stale
 */
export async function recordFriendEvents(options: {
  db: Db;
  shopId: string;
  channelId: string;
  events: FriendEvent[];
}): Promise<WrittenFriend[]> {
  const { db, shopId, channelId, events } = options;
  const told = events.map(({ kind, ...event }) => ({ ...event, followState: FOLLOW_STATES[kind] }));
  const written = await writeFriends({ db, shopId, channelId, told });
  const came = written.filter(({ isNew, isStale }, index) => {
    const { kind } = events[index]!;
    return kind === "seen" ? isNew : kind === "follow" && !isStale;
  });
  const friendIds = [...new Set(came.map(({ friendId }) => friendId))];
  await enqueueAll(
    db,
    profileWanted,
    friendIds.map((friendId) => ({ payload: { shopId, friendId }, key: `profile:${friendId}` })),
  );
  return written;
}
