import { randomUUID } from "node:crypto";
import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { HELD_TOO_LONG_MS, LATE_MS } from "#app/messages/trouble.ts";
import { db } from "#app/platform/database.server.ts";
import { action, loader } from "#app/routes/app._index.tsx";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";
import { tell } from "#tests/worker/tell.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
});

async function open(at = shop) {
  const request = await staffRequest({ shop: at, path: "/app" });
  const page = await loader({ request, params: {}, context: {} });
  return { ...page, numbers: await page.numbers };
}

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(Date.now() - ms);

const held = (ms: number) => ({
  state: "held",
  reason: "outside_hours",
  dueAt: ago(ms),
  nextAt: ago(-HOUR),
  validUntil: ago(-DAY),
});

/** The names of the alerts on the page, with how many each tells. */
const alerts = async (at = shop) =>
  (await open(at)).alerts.map(({ name, values }) => [name, values.count]);

async function post(form: Record<string, string>, at = shop): Promise<number> {
  const request = await staffRequest({ shop: at, path: "/app?index", form });
  return (await action({ request, params: {}, context: {} })).init?.status ?? 200;
}

async function storeEvent(of: Shop, more: { processedAt: Date | null; body: string | null }) {
  await db.webhookEvent.create({
    data: {
      source: "shopify",
      shopId: of.id,
      shopDomain: of.domain,
      key: randomUUID(),
      topic: "orders/create",
      lane: 1,
      receivedAt: new Date(),
      ...more,
    },
  });
}

test("a new shop has everything before it and nothing to worry about", async () => {
  const page = await open();
  expect(page).toMatchObject({
    channel: null,
    recovery: { isOn: false, stepsOn: 0 },
    alerts: [],
    isSetupDismissed: false,
  });
  const [week, people] = page.numbers;
  expect(week).toMatchObject({ checkouts: 0, sends: 0 });
  expect(people).toMatchObject({ linked: 0 });
});

test("webhook events that were set aside are counted; those that wait or are done are not, nor other shops'", async () => {
  const other = await createShop(db, { detailsReadAt: new Date() });
  await storeEvent(shop, { processedAt: new Date(), body: "{}" });
  await storeEvent(shop, { processedAt: null, body: "{}" });
  await storeEvent(shop, { processedAt: new Date(), body: null });
  await storeEvent(other, { processedAt: new Date(), body: "{}" });
  await storeEvent(other, { processedAt: new Date(), body: "{}" });
  expect(await alerts()).toEqual([["setAside", 1]]);
});

test("customers who ask for their data, refused sends and a refused channel are told, the gravest first", async () => {
  await tell(shop, "customers/data_request", { customer: { id: 7 }, data_request: { id: 1 } });
  await createChannel(db, shop, { refusedReason: "invalid_credentials", refusedSince: ago(HOUR) });
  await createSend(db, {
    shopId: shop.id,
    state: "rejected",
    reason: "refused_by_line",
    settledAt: ago(HOUR),
  });
  const page = await open();
  expect(page.alerts).toMatchObject([
    { name: "refused", tone: "critical", isDismissible: false },
    { name: "rejected", tone: "warning", isDismissible: true, values: { count: 1 } },
    { name: "dataRequests", tone: "warning", isDismissible: false, values: { count: 1 } },
  ]);
});

const waiting = (overrides: object) => createSend(db, { shopId: shop.id, ...overrides });

test.each<[string, number, () => object]>([
  ["is planned and late", 1, () => ({ nextAt: ago(LATE_MS + 1_000) })],
  ["is planned and nearly late", 0, () => ({ nextAt: ago(LATE_MS - 5_000) })],
  [
    "LINE has not answered for long",
    1,
    () => ({ state: "dispatching", nextAt: ago(LATE_MS + 1_000) }),
  ],
  [
    "was held all night and is in hand",
    0,
    () => ({ state: "dispatching", dueAt: ago(10 * HOUR), nextAt: ago(1_000) }),
  ],
  ["is held until shortly before its end", 1, () => held(HELD_TOO_LONG_MS + 1_000)],
  ["is held not quite so long", 0, () => held(HELD_TOO_LONG_MS - 5_000)],
  [
    "is held for the quota, which is told as such",
    0,
    () => ({ ...held(20 * HOUR), reason: "quota" }),
  ],
  [
    "is held past its end and will expire",
    0,
    () => ({ ...held(20 * HOUR), validUntil: ago(1_000) }),
  ],
])("a send that %s counts as %i that waits too long", async (_what, count, overrides) => {
  await waiting({ dueAt: ago(HOUR), ...overrides() });
  expect(await alerts()).toEqual(count === 0 ? [] : [["late", count]]);
});

test("an alert that was put away comes back when it happens anew, and only what happened since then counts", async () => {
  const refuse = (settledAt: Date) => waiting({ state: "rejected", settledAt });
  await refuse(ago(HOUR));
  await refuse(ago(2 * HOUR));
  const seenAt = new Date().toISOString();
  expect(await post({ intent: "dismiss_alert", name: "rejected", seenAt })).toBe(200);
  expect(await alerts()).toEqual([]);
  await refuse(new Date());
  expect(await alerts()).toEqual([["rejected", 1]]);
});

test("what happened after the page was read has not been put away with it, whatever the page says of its time", async () => {
  const seenAt = ago(HOUR).toISOString();
  await waiting({ state: "rejected", settledAt: ago(HOUR / 2) });
  await post({ intent: "dismiss_alert", name: "rejected", seenAt });
  expect(await alerts()).toEqual([["rejected", 1]]);
  await post({ intent: "dismiss_alert", name: "rejected", seenAt: ago(-DAY).toISOString() });
  await waiting({ state: "rejected", settledAt: new Date(Date.now() + 1_000) });
  expect(await alerts()).toEqual([["rejected", 1]]);
});

test("another shop's alerts stay when this one's are put away", async () => {
  const other = await createShop(db, { detailsReadAt: new Date() });
  await createSend(db, { shopId: other.id, state: "rejected", settledAt: ago(HOUR) });
  await post({ intent: "dismiss_alert", name: "rejected", seenAt: new Date().toISOString() });
  expect(await alerts(other)).toEqual([["rejected", 1]]);
});

test.each([
  { intent: "dismiss_alert", name: "refused", seenAt: "2026-11-22T03:00:00Z" },
  { intent: "dismiss_alert", name: "rejected", seenAt: "yesterday" },
  { intent: "explode" },
  {},
])("what makes no sense is refused: %o", async (form) => {
  expect(await post(form as Record<string, string>)).toBe(400);
});

test("people who leave by far more than usual are told, until the merchant has seen it", async () => {
  const channel = await createChannel(db, shop);
  const leave = (at: Date) =>
    createFriend(db, channel, { followState: "blocked", followChangedAt: at });
  for (let days = 2; days < 16; days++) await leave(ago(days * DAY));
  for (let count = 0; count < 9; count++) await leave(ago(HOUR));
  expect(await alerts()).toEqual([]);
  await leave(ago(2 * HOUR));
  expect(await alerts()).toEqual([["unfollows", 10]]);
  await post({ intent: "dismiss_alert", name: "unfollows", seenAt: new Date().toISOString() });
  expect(await alerts()).toEqual([]);
});

test("webhook events that were set aside are worked on again at the merchant's word, which is noted", async () => {
  const other = await createShop(db, { detailsReadAt: new Date() });
  for (const of of [shop, other]) {
    await storeEvent(of, { processedAt: new Date(), body: "{}" });
    await storeEvent(of, { processedAt: new Date(), body: null });
  }
  expect(await post({ intent: "put_back_events" })).toBe(200);
  const events = await db.webhookEvent.findMany({
    where: { body: "{}", shopId: { in: [shop.id, other.id] } },
  });
  expect(new Map(events.map((each) => [each.shopId, each.processedAt === null]))).toEqual(
    new Map([
      [shop.id, true],
      [other.id, false],
    ]),
  );
  expect(await alerts()).toEqual([]);
  await post({ intent: "put_back_events" });
  expect(await db.auditEntry.findMany({ where: { shopId: shop.id } })).toMatchObject([
    { action: "events.put-back", subject: "1", actor: "staff:42" },
  ]);
});
