import type { Friend, Shop, Staff } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { draftSchema, keepDraftHere, newestDraft } from "#app/staff/draft.ts";
import { keepDraft, readDraft } from "#app/staff/keep-draft.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

const AT = new Date("2026-11-22T00:00:00Z");
const written = (text: string, seconds = 0) => ({
  text,
  writtenAt: new Date(AT.getTime() + seconds * 1_000),
});
let shop: Shop;
let friend: Friend;
let staff: Staff;

beforeEach(async () => {
  shop = await createShop(db);
  friend = await createFriend(db, await createChannel(db, shop));
  staff = await db.staff.create({ data: { shopId: shop.id, shopifyUserId: "1", seenAt: AT } });
});

const ours = () => ({ db, shopId: shop.id, staffId: staff.id, friendId: friend.id });

test("a draft is kept for its writer and friend, and what was written last stays, however requests pass each other", async () => {
  expect(await keepDraft({ ...ours(), draft: written("ご注文の", 1) })).toEqual({
    outcome: "kept",
  });
  expect(await keepDraft({ ...ours(), draft: written("ご注文の品は", 2) })).toEqual({
    outcome: "kept",
  });
  expect(await keepDraft({ ...ours(), draft: written("ご注文", 0) })).toEqual({ outcome: "older" });
  expect(await readDraft(ours())).toEqual(written("ご注文の品は", 2));
  const colleague = await db.staff.create({
    data: { shopId: shop.id, shopifyUserId: "2", seenAt: AT },
  });
  expect(await readDraft({ ...ours(), staffId: colleague.id })).toBeNull();
});

test("nothing is kept for another shop's friend or by its staff, and nothing of it is read", async () => {
  const other = await createShop(db);
  const theirs = await createFriend(db, await createChannel(db, other));
  const draft = written("秘密");
  const unknown = { outcome: "unknown" };
  expect(await keepDraft({ ...ours(), friendId: theirs.id, draft })).toEqual(unknown);
  expect(await keepDraft({ ...ours(), friendId: randomUUID(), draft })).toEqual(unknown);
  expect(await keepDraft({ ...ours(), shopId: other.id, draft })).toEqual(unknown);
  expect(await db.staffDraft.count({ where: { staffId: staff.id } })).toBe(0);
  await keepDraft({ ...ours(), draft });
  expect(await readDraft({ ...ours(), shopId: other.id })).toBeNull();
});

test("a draft goes with its friend", async () => {
  await keepDraft({ ...ours(), draft: written("あ") });
  await db.friend.delete({ where: { id: friend.id } });
  expect(await db.staffDraft.count({ where: { shopId: shop.id } })).toBe(0);
});

/** A window's storage; `full`: as browsers refuse. */
function storage(isFull = false) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
}

test("the window's draft and the server's: whichever was written last goes on, an empty one is none", () => {
  const here = storage();
  expect(newestDraft(here, "f", null)).toBeNull();
  expect(newestDraft(here, "f", written("サーバー"))).toEqual(written("サーバー"));
  expect(keepDraftHere(here, "f", written("ここ", 5))).toBe(true);
  expect(newestDraft(here, "f", written("サーバー", 4))).toEqual(written("ここ", 5));
  expect(newestDraft(here, "f", written("サーバー", 6))).toEqual(written("サーバー", 6));
  expect(newestDraft(here, "g", null)).toBeNull();
  // Sent from here: what the server still has is older.
  keepDraftHere(here, "f", written("", 7));
  expect(newestDraft(here, "f", written("サーバー", 6))).toBeNull();
});

test("a browser that keeps nothing, or something else, costs no draft but its own", () => {
  expect(keepDraftHere(storage(true), "f", written("ここ"))).toBe(false);
  const strange = storage();
  strange.setItem("musubi-draft:f", "{");
  expect(newestDraft(strange, "f", written("サーバー"))).toEqual(written("サーバー"));
  expect(draftSchema.safeParse(written("あ".repeat(20_001))).success).toBe(false);
});
