import { beforeAll, expect, test } from "vitest";
import { recordFollow } from "#app/friends/record-follow.server.ts";
import { recordFriendship } from "#app/friends/record-friendship.server.ts";
import { recordSeen } from "#app/friends/record-seen.server.ts";
import { recordUnfollow } from "#app/friends/record-unfollow.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { lineUserId } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute));
let who: { db: typeof db; shopId: string; channelId: string };

beforeAll(async () => {
  const shop = await createShop(db);
  const channel = await createChannel(db, shop);
  who = { db, shopId: shop.id, channelId: channel.id };
});

async function stateOf(user: string) {
  return (await db.friend.findFirstOrThrow({ where: { lineUserId: user } })).followState;
}

async function profileJobs(friendId: string) {
  const { rows } = await pool.query("SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1", [
    `profile:${friendId}`,
  ]);
  return rows.length;
}

test("whoever adds the account becomes a following friend, and the profile is asked for once", async () => {
  const user = lineUserId();
  const first = await recordFollow({ ...who, lineUserId: user, at: at(1), isUnblocked: false });
  const again = await recordFollow({ ...who, lineUserId: user, at: at(1), isUnblocked: false });
  expect(first.outcome).toBe("followed");
  expect(again).toEqual({ outcome: "stale", friendId: first.friendId });
  expect(await stateOf(user)).toBe("following");
  expect(await profileJobs(first.friendId)).toBe(1);
});

test("an unfollow that arrives after a newer follow does not block the friend", async () => {
  const user = lineUserId();
  await recordFollow({ ...who, lineUserId: user, at: at(5), isUnblocked: true });
  const { outcome } = await recordUnfollow({ ...who, lineUserId: user, at: at(4) });
  expect(outcome).toBe("stale");
  expect(await stateOf(user)).toBe("following");
});

test("a follow that arrives after a newer unfollow does not unblock the friend", async () => {
  const user = lineUserId();
  expect((await recordUnfollow({ ...who, lineUserId: user, at: at(5) })).outcome).toBe("blocked");
  expect(
    (await recordFollow({ ...who, lineUserId: user, at: at(4), isUnblocked: false })).outcome,
  ).toBe("stale");
  expect(await stateOf(user)).toBe("blocked");
  expect(
    (await recordFollow({ ...who, lineUserId: user, at: at(6), isUnblocked: true })).outcome,
  ).toBe("unblocked");
  expect(await stateOf(user)).toBe("following");
});

test("ten events of one new user at the same moment make one friend, with the newest state", async () => {
  const user = lineUserId();
  await Promise.all(
    Array.from({ length: 10 }, (_, minute) =>
      minute === 9
        ? recordUnfollow({ ...who, lineUserId: user, at: at(minute) })
        : recordFollow({ ...who, lineUserId: user, at: at(minute), isUnblocked: false }),
    ),
  );
  expect(await db.friend.count({ where: { lineUserId: user } })).toBe(1);
  expect(await stateOf(user)).toBe("blocked");
});

test("somebody who writes is seen, and stays following or blocked if they were", async () => {
  const user = lineUserId();
  const [one, two] = await Promise.all([
    recordSeen({ ...who, lineUserId: user, at: at(1) }),
    recordSeen({ ...who, lineUserId: user, at: at(1) }),
  ]);
  expect(one.friendId).toBe(two.friendId);
  expect([one.isNew, two.isNew].filter(Boolean)).toHaveLength(1);
  expect(await stateOf(user)).toBe("seen");
  await recordUnfollow({ ...who, lineUserId: user, at: at(2) });
  await recordSeen({ ...who, lineUserId: user, at: at(3) });
  expect(await stateOf(user)).toBe("blocked");
});

test("LINE Login's word on friendship makes following, and blocked only of those who followed", async () => {
  const [friend, stranger] = [lineUserId(), lineUserId()];
  await recordFriendship({ ...who, lineUserId: friend, isFriend: true, at: at(1) });
  await recordFriendship({ ...who, lineUserId: stranger, isFriend: false, at: at(1) });
  expect([await stateOf(friend), await stateOf(stranger)]).toEqual(["following", "seen"]);
  await recordFriendship({ ...who, lineUserId: friend, isFriend: null, at: at(2) });
  expect(await stateOf(friend)).toBe("following");
  await recordFriendship({ ...who, lineUserId: friend, isFriend: false, at: at(3) });
  expect(await stateOf(friend)).toBe("blocked");
});

test("one LINE user at two shops is two friends", async () => {
  const user = lineUserId();
  const other = await createShop(db);
  const otherChannel = await createChannel(db, other);
  await recordFollow({ ...who, lineUserId: user, at: at(1), isUnblocked: false });
  await recordFollow({
    db,
    shopId: other.id,
    channelId: otherChannel.id,
    lineUserId: user,
    at: at(1),
    isUnblocked: false,
  });
  await recordUnfollow({ ...who, lineUserId: user, at: at(2) });
  const states = await db.friend.findMany({
    where: { lineUserId: user },
    orderBy: { followState: "asc" },
  });
  expect(states.map((friend) => friend.followState)).toEqual(["blocked", "following"]);
});
