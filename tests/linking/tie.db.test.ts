import type { Customer, Friend, Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { countLinkStep } from "#app/linking/count-link-step.server.ts";
import { type Pair, tie } from "#app/linking/tie.server.ts";
import { db } from "#app/platform/database.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

const now = new Date("2026-11-22T03:00:00Z");
let shop: Shop;
let friends: Friend[];
let customers: Customer[];

beforeEach(async () => {
  shop = await createShop(db);
  const channel = await createChannel(db, shop);
  friends = await Promise.all([0, 1, 2, 3].map(() => createFriend(db, channel)));
  customers = await Promise.all([0, 1, 2, 3].map(() => createCustomer(db, shop)));
});

const pair = (friend: number, customer: number): Pair => ({
  friendId: friends[friend]!.id,
  customerId: customers[customer]!.id,
});

const tieAll = (pairs: Pair[]) =>
  db.$transaction(async (tx) => {
    await lockShopRecords(tx, shop.id);
    return tie({ db: tx, shopId: shop.id, pairs, method: "staff", actor: "staff:1", now });
  });

test("a tie is made once, noted in the audit log and counted, and the same tie again is good news", async () => {
  expect(await tieAll([pair(0, 0), pair(1, 1)])).toMatchObject([
    { outcome: "linked" },
    { outcome: "linked" },
  ]);
  expect(await tieAll([pair(0, 0)])).toMatchObject([{ outcome: "already" }]);
  expect(await db.link.count({ where: { shopId: shop.id, method: "staff" } })).toBe(2);
  expect(await db.auditEntry.count({ where: { shopId: shop.id, action: "link.created" } })).toBe(2);
  expect(await db.linkStep.findMany({ where: { shopId: shop.id } })).toMatchObject([
    { day: new Date("2026-11-22"), method: "staff", step: "linked", count: 2 },
  ]);
});

test("whoever is tied already, and whoever is gone, is refused with the reason, and the others are tied", async () => {
  await tieAll([pair(0, 0)]);
  await db.customer.update({ where: { id: customers[2]!.id }, data: { deletedAt: now } });
  expect(await tieAll([pair(0, 1), pair(1, 0), pair(2, 2), pair(3, 3)])).toMatchObject([
    { outcome: "refused", reason: "line_taken" },
    { outcome: "refused", reason: "customer_taken" },
    { outcome: "refused", reason: "customer_gone" },
    { outcome: "linked" },
  ]);
});

test("another shop's customer is nobody", async () => {
  const stranger = await createCustomer(db, await createShop(db));
  expect(await tieAll([{ friendId: friends[0]!.id, customerId: stranger.id }])).toMatchObject([
    { outcome: "refused", reason: "customer_gone" },
  ]);
  expect(await db.link.count({ where: { customerId: stranger.id } })).toBe(0);
});

test("of a hundred who tie the same pairs at once, one makes each tie", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, n) => tieAll([pair(n % 3, n % 3)])),
  );
  expect(outcomes.flat().filter(({ outcome }) => outcome === "linked")).toHaveLength(3);
  expect(outcomes.flat().filter(({ outcome }) => outcome === "already")).toHaveLength(97);
});

test("a step is counted on the day of the shop's zone", async () => {
  const step = { db, shopId: shop.id, method: "form", step: "offered" } as const;
  await countLinkStep({ ...step, now: new Date("2026-11-22T14:59:59Z") });
  await countLinkStep({ ...step, times: 3, now: new Date("2026-11-22T15:00:00Z") });
  expect(
    await db.linkStep.findMany({ where: { shopId: shop.id }, orderBy: { day: "asc" } }),
  ).toMatchObject([
    { day: new Date("2026-11-22"), count: 1 },
    { day: new Date("2026-11-23"), count: 3 },
  ]);
});
