import { beforeAll, expect, test } from "vitest";
import { type FriendEvent, recordFriendEvents } from "#app/friends/record-friend-events.server.ts";
import { recordFriendship } from "#app/friends/record-friendship.server.ts";
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

const record = (...events: FriendEvent[]) => recordFriendEvents({ ...who, events });
const event = (kind: FriendEvent["kind"], lineUserId: string, minute: number): FriendEvent => ({
  kind,
  lineUserId,
  source: "follow",
  at: at(minute),
});

test("whoever adds the account becomes a following friend, and the profile is asked for once", async () => {
  const user = lineUserId();
  const [first] = await record(event("follow", user, 1));
  const [again] = await record(event("follow", user, 1));
  expect(first).toMatchObject({ isNew: true, isStale: false });
  expect(again).toEqual({ friendId: first!.friendId, isNew: false, isStale: true });
  expect(await stateOf(user)).toBe("following");
  expect(await profileJobs(first!.friendId)).toBe(1);
});

test("an unfollow that arrives after a newer follow does not block the friend", async () => {
  const user = lineUserId();
  await record(event("follow", user, 5));
  expect(await record(event("unfollow", user, 4))).toMatchObject([{ isStale: true }]);
  expect(await stateOf(user)).toBe("following");
});

test("a follow that arrives after a newer unfollow does not unblock the friend", async () => {
  const user = lineUserId();
  expect(await record(event("unfollow", user, 5))).toMatchObject([{ isStale: false }]);
  expect(await record(event("follow", user, 4))).toMatchObject([{ isStale: true }]);
  expect(await stateOf(user)).toBe("blocked");
  expect(await record(event("follow", user, 6))).toMatchObject([{ isStale: false }]);
  expect(await stateOf(user)).toBe("following");
});

test("ten events of one new user at the same moment make one friend, with the newest state", async () => {
  const user = lineUserId();
  await Promise.all(
    Array.from({ length: 10 }, (_, minute) =>
      record(event(minute === 9 ? "unfollow" : "follow", user, minute)),
    ),
  );
  expect(await db.friend.count({ where: { lineUserId: user } })).toBe(1);
  expect(await stateOf(user)).toBe("blocked");
});

test("somebody who writes is seen, and stays following or blocked if they were", async () => {
  const user = lineUserId();
  const [[one], [two]] = await Promise.all([
    record(event("seen", user, 1)),
    record(event("seen", user, 1)),
  ]);
  expect(one!.friendId).toBe(two!.friendId);
  expect([one!.isNew, two!.isNew].filter(Boolean)).toHaveLength(1);
  expect(await stateOf(user)).toBe("seen");
  await record(event("unfollow", user, 2));
  await record(event("seen", user, 3));
  expect(await stateOf(user)).toBe("blocked");
});

test("events that are recorded together end as if they had come one by one, each stale or not as it would have been", async () => {
  const story = (user: string) => [
    event("seen", user, 2),
    event("follow", user, 3),
    event("unfollow", user, 1),
    event("unfollow", user, 7),
    event("follow", user, 7),
    event("seen", user, 9),
    event("follow", user, 8),
  ];
  const [one, other, alone] = [lineUserId(), lineUserId(), lineUserId()];
  const together = await record(...story(one), ...story(other));
  const oneByOne = [];
  for (const each of story(alone)) oneByOne.push(...(await record(each)));
  const fates = oneByOne.map(({ isNew, isStale }) => ({ isNew, isStale }));
  expect(together).toMatchObject([...fates, ...fates]);
  expect(fates.map(({ isStale }) => isStale)).toEqual([
    false,
    false,
    true,
    false,
    true,
    false,
    false,
  ]);
  const friends = await db.friend.findMany({
    where: { lineUserId: { in: [one, other, alone] } },
    select: { followState: true, followChangedAt: true, createdAt: true },
  });
  expect(friends).toEqual(
    Array(3).fill({ followState: "following", followChangedAt: at(8), createdAt: at(2) }),
  );
  expect(
    await Promise.all([together[0]!, together[7]!].map((each) => profileJobs(each.friendId))),
  ).toEqual([1, 1]);
});

test("LINE Login's word on friendship makes following, and blocked only of those who followed", async () => {
  const [friend, stranger] = [lineUserId(), lineUserId()];
  await recordFriendship({
    ...who,
    lineUserId: friend,
    isFriend: true,
    source: "login",
    at: at(1),
  });
  await recordFriendship({
    ...who,
    lineUserId: stranger,
    isFriend: false,
    source: "login",
    at: at(1),
  });
  expect([await stateOf(friend), await stateOf(stranger)]).toEqual(["following", "seen"]);
  await recordFriendship({
    ...who,
    lineUserId: friend,
    isFriend: null,
    source: "login",
    at: at(2),
  });
  expect(await stateOf(friend)).toBe("following");
  await recordFriendship({
    ...who,
    lineUserId: friend,
    isFriend: false,
    source: "login",
    at: at(3),
  });
  expect(await stateOf(friend)).toBe("blocked");
});

test("one LINE user at two shops is two friends", async () => {
  const user = lineUserId();
  const other = await createShop(db);
  const otherChannel = await createChannel(db, other);
  await record(event("follow", user, 1));
  await recordFriendEvents({
    db,
    shopId: other.id,
    channelId: otherChannel.id,
    events: [event("follow", user, 1)],
  });
  await record(event("unfollow", user, 2));
  const states = await db.friend.findMany({
    where: { lineUserId: user },
    orderBy: { followState: "asc" },
  });
  expect(states.map((friend) => friend.followState)).toEqual(["blocked", "following"]);
});
