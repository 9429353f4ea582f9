import type { Channel, Shop } from "@prisma/client";
import { beforeAll, expect, test } from "vitest";
import { createTag } from "#app/friends/create-tag.server.ts";
import { deleteTag } from "#app/friends/delete-tag.server.ts";
import { listTags } from "#app/friends/list-tags.server.ts";
import { optIn } from "#app/friends/opt-in.server.ts";
import { optOut } from "#app/friends/opt-out.server.ts";
import { readPreferences } from "#app/friends/read-preferences.server.ts";
import { savePreferences } from "#app/friends/save-preferences.server.ts";
import { tagFriends } from "#app/friends/tag-friends.server.ts";
import { untagFriends } from "#app/friends/untag-friends.server.ts";
import { db } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

const now = new Date("2026-11-20T09:00:00Z");
let shop: Shop;
let channel: Channel;
let stranger: Shop;

beforeAll(async () => {
  shop = await createShop(db);
  channel = await createChannel(db, shop);
  stranger = await createShop(db);
});

test("a bare stop refuses every kind, and taking one back leaves the other refused", async () => {
  const friend = await createFriend(db, channel);
  await optOut({ db, shopId: shop.id, friendId: friend.id, kind: "all", via: "keyword", now });
  await optIn({ db, shopId: shop.id, friendId: friend.id, kind: "recovery", now });
  const preferences = await readPreferences({ db, code: friend.preferencesCode });
  expect(preferences?.wanted).toEqual({ recovery: true, marketing: false });
});

test("saying no twice keeps how and when it was said first", async () => {
  const friend = await createFriend(db, channel);
  await optOut({ db, shopId: shop.id, friendId: friend.id, kind: "recovery", via: "link", now });
  const later = new Date("2026-11-21T09:00:00Z");
  await savePreferences({
    db,
    shopId: shop.id,
    friendId: friend.id,
    wanted: { recovery: false, marketing: false },
    now: later,
  });
  const said = await db.optOut.findMany({
    where: { friendId: friend.id },
    orderBy: { kind: "asc" },
  });
  expect(said.map(({ kind, via, createdAt }) => ({ kind, via, createdAt }))).toEqual([
    { kind: "marketing", via: "page", createdAt: later },
    { kind: "recovery", via: "link", createdAt: now },
  ]);
});

test("what was said last counts, in whatever order it comes", async () => {
  const friend = await createFriend(db, channel);
  const said = { db, shopId: shop.id, friendId: friend.id };
  const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const wanted = async () => (await readPreferences({ db, code: friend.preferencesCode }))?.wanted;

  await optIn({ ...said, kind: "all", now: minutesLater(2) });
  const late = await optOut({ ...said, kind: "all", via: "keyword", now: minutesLater(1) });
  expect(late).toEqual({ outcome: "stale" });
  expect(await wanted()).toEqual({ recovery: true, marketing: true });

  await optOut({ ...said, kind: "recovery", via: "keyword", now: minutesLater(4) });
  await optIn({ ...said, kind: "all", now: minutesLater(3) });
  expect(await wanted()).toEqual({ recovery: false, marketing: true });
});

test("another shop can neither opt a friend out nor back in", async () => {
  const friend = await createFriend(db, channel);
  const attempt = { db, shopId: stranger.id, friendId: friend.id, kind: "recovery" as const };
  expect(await optOut({ ...attempt, via: "page", now })).toEqual({ outcome: "unknown_friend" });
  await optOut({ ...attempt, shopId: shop.id, via: "page", now });
  await optIn({ ...attempt, now });
  expect(await db.optOut.count({ where: { friendId: friend.id } })).toBe(1);
});

test("a made-up preferences code, and one of a shop that left, open nothing", async () => {
  expect(await readPreferences({ db, code: "made-up" })).toBeNull();
  const left = await createShop(db, { uninstalledAt: now });
  const friend = await createFriend(db, await createChannel(db, left));
  expect(await readPreferences({ db, code: friend.preferencesCode })).toBeNull();
});

test("a tag is made once per shop, trimmed, and refused when empty, too long or taken", async () => {
  const make = (name: string, shopId = shop.id) => createTag({ db, shopId, name, now });
  expect((await make("  お得意  様 ")).outcome).toBe("created");
  expect(await make("お得意 様")).toEqual({ outcome: "refused", reason: "taken" });
  expect((await make("お得意 様", stranger.id)).outcome).toBe("created");
  expect(await make("   ")).toEqual({ outcome: "refused", reason: "empty" });
  expect(await make("あ".repeat(41))).toEqual({ outcome: "refused", reason: "too_long" });
  expect((await make("<script>alert(1)</script>")).outcome).toBe("created");
});

test("a friend wears a tag once, until it is taken off or deleted", async () => {
  const friend = await createFriend(db, channel);
  const made = await createTag({ db, shopId: shop.id, name: "カート", now });
  if (made.outcome !== "created") throw new Error("The tag was not made.");
  const pair = { db, shopId: shop.id, friendIds: [friend.id], tagId: made.tagId };
  await tagFriends({ ...pair, now });
  await tagFriends({ ...pair, now });
  const worn = async () =>
    (await listTags({ db, shopId: shop.id })).find((tag) => tag.id === made.tagId)?.friendCount;
  expect(await worn()).toBe(1);
  await untagFriends({ ...pair, shopId: stranger.id });
  expect(await worn()).toBe(1);
  await untagFriends(pair);
  expect(await worn()).toBe(0);
  await tagFriends({ ...pair, now });
  expect(await deleteTag({ db, shopId: stranger.id, tagId: made.tagId })).toEqual({
    outcome: "unknown_tag",
  });
  expect(await deleteTag({ db, shopId: shop.id, tagId: made.tagId })).toEqual({
    outcome: "deleted",
  });
  expect(await worn()).toBeUndefined();
});

test("a tag of another shop is not put on a friend", async () => {
  const friend = await createFriend(db, channel);
  const foreign = await createTag({ db, shopId: stranger.id, name: "よそ", now });
  if (foreign.outcome !== "created") throw new Error("The tag was not made.");
  for (const shopId of [shop.id, stranger.id]) {
    await tagFriends({ db, shopId, friendIds: [friend.id], tagId: foreign.tagId, now });
  }
  expect(await db.friendTag.count({ where: { friendId: friend.id } })).toBe(0);
});
