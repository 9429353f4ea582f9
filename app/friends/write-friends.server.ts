import { v7 as uuidv7 } from "uuid";
import { randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { FollowState, FriendSource } from "./friend.ts";

/** What was heard of a LINE user. */
export type FriendTold = {
  lineUserId: string;
  at: Date;
  /** Kept of whom the channel has not met */
  source: FriendSource;
  /** Left out by what says nothing about following: they wrote, tapped, or logged in. */
  followState?: Exclude<FollowState, "seen">;
};

export type WrittenFriend = {
  friendId: string;
  /** The channel had not met this user. */
  isNew: boolean;
  /** The follow state comes from something as new or newer, and stays: LINE does not keep order. */
  isStale: boolean;
};

/**
 * Writes what was heard of LINE users, in the order in which it was told, and makes the friends whom the channel has not
 * met. One statement for all, so that two processes can hear of one user at the same moment and the newer state stands.
 *
 * @returns for each thing told, what came of it
 */
export async function writeFriends(options: {
  db: Db;
  shopId: string;
  channelId: string;
  told: FriendTold[];
}): Promise<WrittenFriend[]> {
  const { db, shopId, channelId, told } = options;
  const byUser = Map.groupBy(told, (each) => each.lineUserId);
  const offered = JSON.stringify([...byUser].map(([lineUserId, all]) => offer(lineUserId, all)));
  const rows = await db.$queryRaw<Row[]>`
    WITH told AS (
      SELECT * FROM jsonb_to_recordset(${offered}::jsonb) AS told (
        id uuid, "lineUserId" text, code text, "createdAt" timestamptz, source text, "followState" text, "changedAt" timestamptz)
    ), known AS (
      SELECT friend.id, friend.line_user_id, friend.follow_changed_at
      FROM told JOIN friend ON friend.channel_id = ${channelId}::uuid AND friend.line_user_id = told."lineUserId"
      WHERE friend.shop_id = ${shopId}::uuid
    ), written AS (
      INSERT INTO friend (id, shop_id, channel_id, line_user_id, source, follow_state, follow_changed_at, preferences_code, created_at)
      SELECT told.id, ${shopId}::uuid, ${channelId}::uuid, told."lineUserId", told.source, coalesce(told."followState", 'seen'),
        told."changedAt", told.code, told."createdAt"
      FROM told LEFT JOIN known ON known.line_user_id = told."lineUserId"
      WHERE known.id IS NULL OR told."followState" IS NOT NULL
      ORDER BY told."lineUserId"
      ON CONFLICT (channel_id, line_user_id) DO UPDATE SET
        follow_state = CASE WHEN excluded.follow_changed_at > coalesce(friend.follow_changed_at, '-infinity')
          THEN excluded.follow_state ELSE friend.follow_state END,
        follow_changed_at = greatest(friend.follow_changed_at, excluded.follow_changed_at)
      WHERE friend.shop_id = excluded.shop_id
      RETURNING id, line_user_id
    )
    SELECT told."lineUserId", coalesce(written.id, known.id) AS id, coalesce(written.id = told.id, false) AS "isNew",
      known.follow_changed_at AS "changedBefore"
    FROM told
    LEFT JOIN known ON known.line_user_id = told."lineUserId"
    LEFT JOIN written ON written.line_user_id = told."lineUserId"`;
  const friends = new Map(rows.map((row) => [row.lineUserId, row]));
  return told.map((each) => read(friends.get(each.lineUserId)!, each));
}

/** `changedBefore` moves on with what is read of the friend. */
type Row = { lineUserId: string; id: string; isNew: boolean; changedBefore: Date | null };

function offer(lineUserId: string, told: FriendTold[]) {
  let newest: FriendTold | undefined;
  for (const each of told) {
    if (each.followState && (!newest || each.at > newest.at)) newest = each;
  }
  return {
    id: uuidv7(),
    lineUserId,
    code: randomCode(),
    createdAt: told[0]!.at,
    source: told[0]!.source,
    followState: newest?.followState,
    changedAt: newest?.at,
  };
}

function read(friend: Row, { at, followState }: FriendTold): WrittenFriend {
  const { id: friendId, isNew, changedBefore } = friend;
  const isStale = followState !== undefined && changedBefore !== null && at <= changedBefore;
  if (followState && !isStale) friend.changedBefore = at;
  friend.isNew = false;
  return { friendId, isNew, isStale };
}
