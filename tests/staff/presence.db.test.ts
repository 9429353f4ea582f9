import type { Friend, Shop, Staff } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import { readLiveChanges, readLivePosition } from "#app/platform/live-changes.server.ts";
import { forgetSilentWindows, notePresence } from "#app/staff/note-presence.server.ts";
import { othersIn } from "#app/staff/presence.ts";
import { readPresence } from "#app/staff/read-presence.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

const AT = new Date("2026-11-22T00:00:00Z");
const after = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);
let shop: Shop;
let friend: Friend;
let [sato, suzuki]: Staff[] = [];
let since: string;

beforeEach(async () => {
  shop = await createShop(db);
  friend = await createFriend(db, await createChannel(db, shop));
  const create = (shopifyUserId: string, name: string) =>
    db.staff.create({ data: { shopId: shop.id, shopifyUserId, name, seenAt: AT } });
  [sato, suzuki] = [await create("1", "佐藤"), await create("2", "鈴木")];
  since = await readLivePosition(pool);
});

type Report = { who?: string; windowId: string; friendId?: string | null; isTyping?: boolean };

const report = ({ who = "1", windowId, friendId = friend.id, isTyping = false }: Report, at = AT) =>
  notePresence({
    db,
    shopId: shop.id,
    shopifyUserId: who,
    report: { windowId, friendId, isTyping },
    realTime: at,
  });

const present = async (at = AT, friendId = friend.id) =>
  (await readPresence({ db, shopId: shop.id, friendIds: [friendId], realTime: at })).get(friendId);

/** Whose talks windows were told of since the last time. */
async function told(): Promise<string[]> {
  const reading = await readLiveChanges({ pool, shopId: shop.id, since });
  since = reading.position;
  return reading.outcome === "read" ? reading.changes.map(({ id }) => id) : ["lost"];
}

test("who has a talk open and who is writing is known, and told when it changes, not with every beat", async () => {
  const windowId = randomUUID();
  expect(await report({ windowId })).toEqual({ outcome: "noted" });
  expect(await present()).toEqual([{ staffId: sato!.id, name: "佐藤", windowId, isTyping: false }]);
  expect(await told()).toEqual([friend.id]);
  await report({ windowId }, after(10));
  expect(await told()).toEqual([]);
  await report({ windowId, isTyping: true }, after(12));
  expect(await present(after(12))).toMatchObject([{ isTyping: true }]);
  expect(await told()).toEqual([friend.id]);
});

test("a window that goes to another talk is told of in both, and one that leaves is gone at once", async () => {
  const windowId = randomUUID();
  const other = await createFriend(db, { id: friend.channelId, shopId: shop.id });
  await report({ windowId });
  await told();
  await report({ windowId, friendId: other.id });
  expect((await told()).sort()).toEqual([friend.id, other.id].sort());
  expect(await present()).toEqual([]);
  await report({ windowId, friendId: null });
  expect(await present(AT, other.id)).toEqual([]);
  expect(await told()).toEqual([other.id]);
});

test("who was not heard of for half a minute is nobody, and the others are told", async () => {
  const [silent, beating] = [randomUUID(), randomUUID()];
  await report({ windowId: silent });
  await report({ who: "2", windowId: beating }, after(20));
  await told();
  expect(await present(after(30))).toHaveLength(2);
  expect(await present(after(31))).toMatchObject([{ windowId: beating }]);
  expect(await forgetSilentWindows({ db, realTime: after(30) })).toBe(0);
  expect(await forgetSilentWindows({ db, realTime: after(31) })).toBe(1);
  expect(await told()).toEqual([friend.id]);
  expect(await db.staffPresence.count({ where: { shopId: shop.id } })).toBe(1);
});

test("others are warned of, each once, and oneself is not, in however many windows", async () => {
  await report({ windowId: randomUUID() });
  await report({ windowId: randomUUID(), isTyping: true });
  await report({ who: "2", windowId: randomUUID(), isTyping: true });
  await report({ who: "2", windowId: randomUUID() });
  const all = (await present()) ?? [];
  expect(othersIn(all, sato!.id)).toEqual([{ staffId: suzuki!.id, name: "鈴木", isTyping: true }]);
  expect(othersIn(all, suzuki!.id)).toMatchObject([{ staffId: sato!.id, isTyping: true }]);
});

test("another shop's talk cannot be opened, nor seen who has it open, nor another shop's staff be somebody", async () => {
  const other = await createShop(db);
  const theirs = await createFriend(db, await createChannel(db, other));
  const windowId = randomUUID();
  expect(await report({ windowId, friendId: theirs.id })).toEqual({ outcome: "unknown_friend" });
  expect(await report({ windowId, friendId: randomUUID() })).toEqual({ outcome: "unknown_friend" });
  expect(await report({ windowId, who: "3" })).toEqual({ outcome: "unknown_staff" });
  await report({ windowId });
  const seen = await readPresence({
    db,
    shopId: other.id,
    friendIds: [friend.id],
    realTime: AT,
  });
  expect(seen.get(friend.id)).toEqual([]);
});
