import { readFollowerIds } from "#app/line/followers.server.ts";
import type { LineCredentials } from "#app/line/credentials.ts";
import type { Database, Db } from "#app/platform/db.server.ts";
import { type FollowerSyncRefusal, SYNC_EVERY_MS } from "./follower-sync.ts";
import { lineUserIdPattern } from "./friend.ts";
import { writeFriends } from "./write-friends.server.ts";

/** LINE limits the rate or does not answer: the same page is asked for again then. */
const AGAIN_MS = 30_000;

type Sync = { shopId: string; channelId: string; cursor: string | null; startedAt: Date };

/**
 * Reads the next page of LINE's list of followers and keeps it with the place where it goes on, so that a reading that
 * was cut off is taken up where it stopped. Who is new becomes a friend, and who came back follows again; the profiles of
 * both are asked for in turn. At the end, followers of ours whom LINE did not list are asked about too: LINE's list
 * leaves out who uses LINE on a computer only, so that being left out does not yet mean that they blocked.
 *
 * @returns `more` when another page is due at once
 */
export async function readFollowersPage(options: {
  db: Database;
  shopId: string;
  credentials: LineCredentials;
  now: Date;
}): Promise<"more" | "done"> {
  const { db, shopId, credentials, now } = options;
  const sync = await db.followerSync.findFirst({ where: { shopId, state: "running" } });
  if (!sync) return "done";
  const answer = await readFollowerIds({ credentials, start: sync.cursor });
  switch (answer.outcome) {
    case "found": {
      const { userIds, next = null } = answer.found;
      return db.$transaction((tx) => keepPage({ db: tx, sync, userIds, next, now }));
    }
    case "cursor_ended":
      await db.followerSync.updateMany({ where: at(sync), data: { cursor: null, listed: 0 } });
      return "more";
    case "not_verified":
    case "unauthorized":
      await refuse(db, sync, answer.outcome, now);
      return "done";
    case "refused":
      await refuse(db, sync, "refused", now);
      return "done";
    case "rate_limited":
    case "quota_spent":
    case "unclear":
      await db.followerSync.updateMany({
        where: at(sync),
        data: { dueAt: new Date(now.getTime() + AGAIN_MS) },
      });
      return "done";
  }
}

/** This very page of this very reading: of two processes that read it, one keeps it. */
const at = ({ shopId, cursor, startedAt }: Sync) => ({
  shopId,
  cursor,
  startedAt,
  state: "running",
});

async function keepPage(options: {
  db: Db;
  sync: Sync;
  userIds: string[];
  next: string | null;
  now: Date;
}): Promise<"more" | "done"> {
  const { db, sync, next, now } = options;
  const { shopId, channelId } = sync;
  const userIds = [...new Set(options.userIds)].filter((id) => lineUserIdPattern.test(id));
  const { count } = await db.followerSync.updateMany({
    where: at(sync),
    data: { cursor: next, listed: { increment: userIds.length }, dueAt: now },
  });
  if (count === 0) return "done";
  // Left over from a reading that LINE cut short.
  if (sync.cursor === null) await db.listedFollower.deleteMany({ where: { shopId } });
  await db.$executeRaw`
    INSERT INTO listed_follower (shop_id, line_user_id)
    SELECT ${shopId}::uuid, unnest(${userIds}::text[]) ON CONFLICT DO NOTHING`;
  // Nearly all are known to follow: what would change nothing is not written.
  const known = await db.$queryRaw<{ lineUserId: string }[]>`
    SELECT line_user_id AS "lineUserId" FROM friend
    WHERE channel_id = ${channelId}::uuid AND shop_id = ${shopId}::uuid AND follow_state = 'following'
      AND line_user_id = ANY(${userIds}::text[])`;
  const following = new Set(known.map(({ lineUserId }) => lineUserId));
  const told = userIds
    .filter((id) => !following.has(id))
    .map((lineUserId) => ({
      lineUserId,
      at: now,
      source: "follower_list" as const,
      followState: "following" as const,
    }));
  const written = told.length ? await writeFriends({ db, shopId, channelId, told }) : [];
  const added = written.filter(({ isNew }) => isNew).length;
  await wantProfiles(
    db,
    shopId,
    written.map(({ friendId }) => friendId),
    now,
  );
  const missing = next === null ? await askAboutMissing(db, sync, now) : 0;
  const isOver = next === null;
  await db.followerSync.update({
    where: { shopId },
    data: {
      added: { increment: added },
      ...(isOver
        ? {
            state: "finished",
            missing,
            finishedAt: now,
            dueAt: new Date(now.getTime() + SYNC_EVERY_MS),
          }
        : {}),
    },
  });
  return isOver ? "done" : "more";
}

async function wantProfiles(db: Db, shopId: string, friendIds: string[], now: Date) {
  if (friendIds.length === 0) return;
  await db.$executeRaw`
    INSERT INTO wanted_profile (friend_id, shop_id, due_at)
    SELECT unnest(${friendIds}::uuid[]), ${shopId}::uuid, ${now} ON CONFLICT DO NOTHING`;
}

/** Followers of ours from before the reading whom LINE did not list. The answer about their profile says who left. */
async function askAboutMissing(db: Db, sync: Sync, now: Date): Promise<number> {
  const { shopId, channelId, startedAt } = sync;
  const missing = await db.$executeRaw`
    INSERT INTO wanted_profile (friend_id, shop_id, due_at)
    SELECT friend.id, friend.shop_id, ${now} FROM friend
    WHERE friend.shop_id = ${shopId}::uuid AND friend.channel_id = ${channelId}::uuid AND friend.follow_state = 'following'
      AND coalesce(friend.follow_changed_at, '-infinity') < ${startedAt}
      AND NOT EXISTS (SELECT FROM listed_follower AS listed
        WHERE listed.shop_id = friend.shop_id AND listed.line_user_id = friend.line_user_id)
    ON CONFLICT DO NOTHING`;
  await db.listedFollower.deleteMany({ where: { shopId } });
  return missing;
}

/** Asked again a day later: the account may be verified by then. */
async function refuse(db: Db, sync: Sync, reason: FollowerSyncRefusal, now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + SYNC_EVERY_MS);
  await db.followerSync.updateMany({
    where: at(sync),
    data: { state: "refused", reason, finishedAt: now, dueAt },
  });
}
