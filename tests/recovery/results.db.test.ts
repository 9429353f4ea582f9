import type { Checkout, Customer, Friend, RecoveryStep, Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import {
  readResults,
  readResultsRule,
  readWeekNumbers,
} from "#app/recovery/read-results.server.ts";
import { readSends } from "#app/recovery/read-sends.server.ts";
import { resultsRange } from "#app/recovery/results-range.ts";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
} from "#tests/factories/abandoned-checkout.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const at = (text: string) => new Date(text);
const now = at("2026-11-22T03:00:00Z");

let shop: Shop;
let customer: Customer;
let friend: Friend;
let step: RecoveryStep;
let late: RecoveryStep;
beforeEach(async () => {
  shop = await createShop(db);
  ({ customer, friend } = await createLinkedCustomer(db, shop));
  await createRecoverySettings(db, shop);
  step = await createRecoveryStep(db, shop, 60);
  late = await createRecoveryStep(db, shop, 600);
});

const leave = (overrides: Parameters<typeof createAbandonedCheckout>[2] = {}) =>
  createAbandonedCheckout(db, shop, { customerGid: customer.shopifyGid, ...overrides });

const reach = (checkout: Checkout, acceptedAt: string, by = step) =>
  createSend(db, {
    shopId: shop.id,
    subjectId: checkout.id,
    partId: by.id,
    friendId: friend.id,
    state: "accepted",
    dueAt: at(acceptedAt),
    acceptedAt: at(acceptedAt),
  });

const buy = (shopifyCreatedAt: string, keys: object, overrides: object = {}) =>
  db.order.create({
    data: {
      shopId: shop.id,
      shopifyGid: `gid://shopify/Order/${randomUUID()}`,
      totalPrice: 10_000,
      shopifyCreatedAt: at(shopifyCreatedAt),
      ...keys,
      ...overrides,
    },
  });

const tap = (sendId: string, firstTappedAt: string | null) =>
  db.trackedLink.create({
    data: {
      shopId: shop.id,
      codeHash: randomUUID(),
      targets: [],
      sendId,
      tapCounts: [0, 3],
      firstTappedAt: firstTappedAt && at(firstTappedAt),
      expiresAt: at("2026-12-30T00:00:00Z"),
    },
  });

const read = async (days = 7) =>
  readResults({
    db,
    shop,
    range: resultsRange({ days, now, timeZone: shop.timeZone }),
    rule: await readResultsRule({ db, shopId: shop.id }),
  });

test("the range is whole days of the shop's zone up to today, where the clocks change too", () => {
  expect(
    resultsRange({ days: 2, now: at("2026-11-22T15:30:00Z"), timeZone: "Asia/Tokyo" }),
  ).toEqual({
    from: at("2026-11-21T15:00:00Z"),
    until: at("2026-11-23T15:00:00Z"),
    days: ["2026-11-22", "2026-11-23"],
    midnights: [at("2026-11-21T15:00:00Z"), at("2026-11-22T15:00:00Z")],
  });
  const spring = resultsRange({
    days: 1,
    now: at("2026-03-08T18:00:00Z"),
    timeZone: "America/New_York",
  });
  expect(spring.until.getTime() - spring.from.getTime()).toBe(23 * 3_600_000);
});

test("checkouts, sends, taps and what was recovered stand on their days, by step", async () => {
  const checkout = await leave({ shopifyCreatedAt: at("2026-11-20T10:00:00Z") });
  await leave({ shopifyCreatedAt: at("2026-11-20T10:00:00Z"), itemCount: 0 });
  await reach(checkout, "2026-11-20T11:00:00Z");
  const second = await reach(checkout, "2026-11-20T20:00:00Z", late);
  await tap(second.id, "2026-11-20T21:00:00Z");
  await tap(second.id, "2026-11-21T01:00:00Z");
  await buy("2026-11-22T01:00:00Z", { checkoutToken: checkout.token }, { refunded: 2_500 });

  const { totals, days, steps } = await read(3);
  expect(totals).toEqual({ checkouts: 1, sends: 2, taps: 1, recovered: 1, revenue: 7_500 });
  // 20:00 and 21:00 in London are the next morning in Tokyo.
  expect(days).toEqual([
    { day: "2026-11-20", checkouts: 1, sends: 1, taps: 0, recovered: 0, revenue: 0 },
    { day: "2026-11-21", checkouts: 0, sends: 1, taps: 1, recovered: 0, revenue: 0 },
    { day: "2026-11-22", checkouts: 0, sends: 0, taps: 0, recovered: 1, revenue: 7_500 },
  ]);
  expect(steps).toEqual([
    { delayMinutes: 60, sends: 1, taps: 0, recovered: 0, revenue: 0 },
    { delayMinutes: 600, sends: 1, taps: 1, recovered: 1, revenue: 7_500 },
  ]);
  expect(await readWeekNumbers({ db, shop, now })).toMatchObject({ sends: 2, revenue: 7_500 });
});

test.each<[string, (checkout: Checkout) => object]>([
  ["of the checkout", (checkout) => ({ checkoutToken: checkout.token })],
  ["of its cart", (checkout) => ({ cartToken: checkout.cartToken })],
  ["by the same customer", (checkout) => ({ customerGid: checkout.customerGid })],
])("an order %s after the message is recovered", async (_, keys) => {
  const checkout = await leave();
  await reach(checkout, "2026-11-20T11:00:00Z");
  await buy("2026-11-21T11:00:00Z", keys(checkout));
  expect((await read()).totals).toMatchObject({ recovered: 1, revenue: 10_000 });
});

test("an order that fits in all three ways and comes after two messages counts once, for the last", async () => {
  const first = await leave();
  const second = await leave();
  await reach(first, "2026-11-20T11:00:00Z", late);
  await reach(second, "2026-11-20T12:00:00Z", step);
  await buy("2026-11-21T11:00:00Z", {
    checkoutToken: second.token,
    cartToken: second.cartToken,
    customerGid: customer.shopifyGid,
  });
  const { totals, steps } = await read();
  expect(totals).toMatchObject({ recovered: 1, revenue: 10_000 });
  expect(steps.map(({ delayMinutes, recovered }) => [delayMinutes, recovered])).toEqual([
    [60, 1],
    [600, 0],
  ]);
});

test("two orders that came of one checkout bring both amounts and recover it once", async () => {
  const checkout = await leave();
  await reach(checkout, "2026-11-20T11:00:00Z");
  await buy("2026-11-21T11:00:00Z", { checkoutToken: checkout.token });
  await buy("2026-11-22T01:00:00Z", { customerGid: customer.shopifyGid });
  expect((await read()).totals).toMatchObject({ recovered: 1, revenue: 20_000 });
});

test("an order in the very second of the message counts, although Shopify tells seconds only", async () => {
  const checkout = await leave();
  await reach(checkout, "2026-11-20T01:00:00.700Z");
  await buy("2026-11-20T01:00:00Z", { checkoutToken: checkout.token });
  expect((await read()).totals).toMatchObject({ recovered: 1, revenue: 10_000 });
});

test.each(["UTC", "America/New_York"])(
  "a day of attribution is 24 hours where the clocks change, also on a database in %s",
  async (databaseZone) => {
    // Between the two, the clocks of New York go forward.
    const checkout = await leave({ shopifyCreatedAt: at("2026-03-07T12:00:00Z") });
    await reach(checkout, "2026-03-07T12:00:00Z");
    const range = resultsRange({
      days: 30,
      now: at("2026-03-20T00:00:00Z"),
      timeZone: shop.timeZone,
    });
    const countIn = () =>
      db.$transaction(async (tx) => {
        await tx.$executeRawUnsafe(`SET LOCAL TIME ZONE '${databaseZone}'`);
        const rule = await readResultsRule({ db: tx, shopId: shop.id });
        return (await readResults({ db: tx, shop, range, rule })).totals.recovered;
      });
    await buy("2026-03-14T12:00:01Z", { customerGid: checkout.customerGid });
    expect(await countIn()).toBe(0);
    await buy("2026-03-14T12:00:00Z", { customerGid: checkout.customerGid });
    expect(await countIn()).toBe(1);
  },
);

test("a customer's order counts for so many days after the message, or after a tap that came before it", async () => {
  await db.recoverySettings.update({ where: { shopId: shop.id }, data: { attributionDays: 2 } });
  const checkout = await leave({ shopifyCreatedAt: at("2026-11-18T00:00:00Z") });
  const send = await reach(checkout, "2026-11-18T00:00:00Z");
  await buy("2026-11-20T00:00:01Z", { customerGid: customer.shopifyGid });
  expect((await read()).totals.recovered).toBe(0);
  await tap(send.id, "2026-11-20T00:00:02Z");
  expect((await read()).totals.recovered).toBe(0);
  await tap(send.id, "2026-11-19T00:00:00Z");
  expect((await read()).totals.recovered).toBe(1);
});

test.each<[string, (checkout: Checkout) => Promise<unknown>]>([
  [
    "was made before the message",
    (checkout) => buy("2026-11-20T10:59:59Z", { checkoutToken: checkout.token }),
  ],
  [
    "was cancelled",
    (checkout) =>
      buy(
        "2026-11-21T00:00:00Z",
        { checkoutToken: checkout.token },
        { cancelledAt: at("2026-11-21T01:00:00Z") },
      ),
  ],
  [
    "is somebody else's",
    () => buy("2026-11-21T00:00:00Z", { customerGid: "gid://shopify/Customer/1" }),
  ],
  [
    "is another shop's",
    async (checkout) => {
      const other = await createShop(db);
      return buy("2026-11-21T00:00:00Z", { checkoutToken: checkout.token }, { shopId: other.id });
    },
  ],
])("an order that %s is not recovered", async (_, order) => {
  const checkout = await leave();
  await reach(checkout, "2026-11-20T11:00:00Z");
  await order(checkout);
  expect((await read()).totals).toMatchObject({ sends: 1, recovered: 0, revenue: 0 });
});

test("a message that LINE did not accept recovers nothing, and a tap on the way out of it is none", async () => {
  const checkout = await leave();
  const send = await reach(checkout, "2026-11-20T11:00:00Z");
  await tap(send.id, null);
  await db.send.update({ where: { id: send.id }, data: { state: "rejected", acceptedAt: null } });
  await buy("2026-11-21T11:00:00Z", { checkoutToken: checkout.token });
  expect((await read()).totals).toEqual({
    checkouts: 1,
    sends: 0,
    taps: 0,
    recovered: 0,
    revenue: 0,
  });
});

const from = at("2026-11-01T00:00:00Z");
const list = (filter: object = {}, after: string | null = null) =>
  readSends({ db, shopId: shop.id, filter: { from, ...filter }, after });

test("every send stands there with its person, its state and the reason", async () => {
  const checkout = await leave({ name: "#1001" });
  const send = await reach(checkout, "2026-11-20T11:00:00Z");
  await tap(send.id, "2026-11-20T12:00:00Z");
  await createSend(db, {
    shopId: shop.id,
    subjectId: checkout.id,
    partId: late.id,
    state: "held",
    reason: "outside_hours",
    dueAt: at("2026-11-20T20:00:00Z"),
    nextAt: at("2026-11-20T23:00:00Z"),
  });
  const { rows, next } = await list();
  expect(next).toBeNull();
  expect(rows).toMatchObject([
    {
      delayMinutes: 600,
      state: "held",
      reason: "outside_hours",
      waitsUntil: "2026-11-20T23:00:00.000Z",
      isTapped: false,
    },
    {
      delayMinutes: 60,
      state: "accepted",
      acceptedAt: "2026-11-20T11:00:00.000Z",
      checkoutName: "#1001",
      personName: "山田 花子",
      isTapped: true,
    },
  ]);
});

test("a customer whose name Shopify has not told is called by number", async () => {
  const checkout = await leave({ customerGid: "gid://shopify/Customer/8100000000009" });
  await createSend(db, {
    shopId: shop.id,
    subjectId: checkout.id,
    partId: step.id,
    state: "skipped",
    reason: "not_linked",
    dueAt: at("2026-11-20T11:00:00Z"),
  });
  expect((await list()).rows).toMatchObject([
    { personName: null, customerNumber: "8100000000009" },
  ]);
});

test("sends are told apart by state and step, page by page, without another shop's", async () => {
  for (let index = 0; index < 30; index++) {
    await createSend(db, {
      shopId: shop.id,
      partId: step.id,
      state: "skipped",
      reason: "not_linked",
      dueAt: new Date(at("2026-11-20T00:00:00Z").getTime() + (index % 3) * 60_000),
    });
  }
  await createSend(db, { shopId: shop.id, partId: late.id, state: "accepted" });
  await createSend(db, { shopId: (await createShop(db)).id, state: "skipped" });

  const first = await list({ state: "skipped" });
  const second = await list({ state: "skipped" }, first.next);
  expect([first.rows.length, second.rows.length, second.next]).toEqual([25, 5, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(30);
  expect((await list({ delayMinutes: 600 })).rows).toHaveLength(1);
  expect((await list({ delayMinutes: 0 })).rows).toEqual([]);
  expect((await list({}, "nonsense")).rows).toHaveLength(25);
});
