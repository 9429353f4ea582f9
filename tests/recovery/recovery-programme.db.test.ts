import type { Checkout, Customer, Friend, Send, Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { claimSends } from "#app/messages/claim-sends.server.ts";
import type { Prepared } from "#app/messages/programme.ts";
import { trackedTarget } from "#app/links/tracked-link.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { hashCode } from "#app/platform/crypto.server.ts";
import { planRecovery } from "#app/recovery/plan-recovery.server.ts";
import { createRecoveryProgramme } from "#app/recovery/recovery-programme.server.ts";
import type { ReadVariant } from "#app/shopify/operations/read-variants.server.ts";
import {
  createAbandonedCheckout,
  createLinkedCustomer,
  shirt,
} from "#tests/factories/abandoned-checkout.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const at = (text: string) => new Date(text);
const began = at("2026-11-22T03:00:00Z");
const anHourLater = at("2026-11-22T04:00:00Z");

const inStock: ReadVariant = {
  isAvailable: true,
  imageUrl: "https://cdn.shopify.com/shirt.jpg",
  pageUrl: "https://shop.example.jp/products/shirt?variant=101",
};

let shop: Shop;
let customer: Customer;
let friend: Friend;
let stock: Map<string, ReadVariant>;
let asked: string[][];
beforeEach(async () => {
  shop = await createShop(db, { storefrontUrl: "https://shop.example.jp" });
  ({ customer, friend } = await createLinkedCustomer(db, shop));
  stock = new Map([["101", inStock]]);
  asked = [];
});

const leave = (overrides: Parameters<typeof createAbandonedCheckout>[2] = {}) =>
  createAbandonedCheckout(db, shop, { customerGid: customer.shopifyGid, ...overrides });

const plan = (checkout: Checkout, now = began) =>
  planRecovery({ db, shopId: shop.id, checkoutIds: [checkout.id], now });

/** Claims what is due as the dispatcher does, and asks the programme about it. */
async function prepareDue(now: Date): Promise<Map<string, Prepared>> {
  const { sends } = await claimSends({
    pool,
    shopIds: [shop.id],
    perShop: 100,
    limit: 100,
    leasedBy: "test",
    leasedUntil: new Date(Date.now() + 60_000),
    now,
  });
  const programme = createRecoveryProgramme({
    pool,
    read: async ({ variantIds }) => {
      asked.push(variantIds);
      return stock;
    },
  });
  return programme.prepare({ shopId: shop.id, sends, now });
}

/** What becomes of each due step of a checkout, by its delay in minutes. */
async function outcomes(checkout: Checkout, now: Date) {
  const answers = await prepareDue(now);
  const sends = await db.send.findMany({
    where: { subjectId: checkout.id },
    orderBy: { dueAt: "asc" },
  });
  return sends.flatMap((send) => {
    const answer = answers.get(send.id);
    const minutes = (send.dueAt.getTime() - checkout.shopifyCreatedAt.getTime()) / 60_000;
    return answer
      ? [[minutes, answer.outcome, "reason" in answer ? answer.reason : undefined]]
      : [];
  });
}

const order = (overrides: object) =>
  db.order.create({
    data: {
      shopId: shop.id,
      shopifyGid: "gid://shopify/Order/1",
      shopifyCreatedAt: at("2026-11-22T03:30:00Z"),
      ...overrides,
    },
  });

async function switchOn(delays: Parameters<typeof createRecoveryStep>[2][] = [60], settings = {}) {
  await createRecoverySettings(db, shop, settings);
  for (const delay of delays) await createRecoveryStep(db, shop, delay);
}

test("the linked friend gets a message whose every link is tracked and carries the query parameters", async () => {
  await switchOn();
  const checkout = await leave();
  await plan(checkout);
  const [answer] = [...(await prepareDue(anHourLater)).values()];
  expect(answer).toMatchObject({ outcome: "send", friendId: friend.id });

  const bubble = JSON.stringify(answer);
  expect(bubble).toContain("山田 花子様");
  expect(bubble).toContain("https://cdn.shopify.com/shirt.jpg");
  expect(bubble).not.toContain("shop.example.jp");
  const codes = [
    ...bubble.matchAll(/https:\/\/musubi\.test\/r\/([\w-]+)(?:\.(\d))?(\?openExternalBrowser=1)?/g),
  ];
  const link = await db.trackedLink.findFirstOrThrow({ where: { shopId: shop.id } });
  expect(link).toMatchObject({ checkoutId: checkout.id, sendId: expect.any(String) as string });
  expect(new Set(codes.map(([, code]) => hashCode(code!)))).toEqual(new Set([link.codeHash]));
  const targets = trackedTarget.array().parse(link.targets);
  const opened = codes.map(([, , place = "0", outside]) => [targets[Number(place)]!.kind, outside]);
  expect(opened).toEqual([
    ["product", undefined],
    ["product", undefined],
    ["checkout", "?openExternalBrowser=1"],
    ["preferences", undefined],
  ]);
  for (const target of targets) {
    for (const url of [target.url, target.fallbackUrl ?? target.url]) {
      expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
        utm_source: "line",
        utm_campaign: "cart_recovery_1h",
      });
    }
  }
  const button = targets.find(({ kind }) => kind === "checkout")!;
  expect(new URL(button.url).searchParams.get("key")).toBe("secret");
  expect(button.fallbackUrl).toMatch(/^https:\/\/shop\.example\.jp\/cart\/101:2\?/);
});

test("several steps of a late webhook are due together, and only the latest goes", async () => {
  await switchOn([0, 60, 360, 600]);
  const checkout = await leave();
  const now = at("2026-11-22T10:00:00Z");
  await plan(checkout, now);
  expect(await outcomes(checkout, now)).toEqual([
    [0, "supersede", "later_step"],
    [60, "supersede", "later_step"],
    [360, "send", undefined],
  ]);
});

test("steps that waited for the morning go as one, the latest", async () => {
  await switchOn([0, 60, 360], { sendingFromMinute: 480, sendingUntilMinute: 1320 });
  const checkout = await leave({ shopifyCreatedAt: at("2026-11-22T15:00:00Z") });
  await plan(checkout, at("2026-11-22T15:00:00Z"));
  expect(await outcomes(checkout, at("2026-11-22T16:00:00Z"))).toEqual([
    [0, "supersede", "later_step"],
    [60, "hold", "outside_hours"],
  ]);
  await db.send.updateMany({ where: { subjectId: checkout.id }, data: { state: "held" } });
  expect(await outcomes(checkout, at("2026-11-22T23:00:00Z"))).toEqual([
    [0, "supersede", "later_step"],
    [60, "supersede", "later_step"],
    [360, "send", undefined],
  ]);
});

test("a later step that was switched off meanwhile does not take the place of an earlier one", async () => {
  await switchOn([0, 60]);
  const checkout = await leave();
  await plan(checkout);
  await db.recoveryStep.updateMany({
    where: { shopId: shop.id, delayMinutes: 60 },
    data: { isOn: false },
  });
  expect(await outcomes(checkout, anHourLater)).toEqual([
    [0, "send", undefined],
    [60, "skip", "switched_off"],
  ]);
});

test.each([
  ["of the checkout", (checkout: Checkout) => ({ checkoutToken: checkout.token })],
  ["of its cart", (checkout: Checkout) => ({ cartToken: checkout.cartToken })],
  ["by the same customer since", (checkout: Checkout) => ({ customerGid: checkout.customerGid })],
])("an order %s stops the step, paid or not", async (_, keys) => {
  await switchOn();
  const checkout = await leave();
  await plan(checkout);
  await order(keys(checkout));
  expect(await outcomes(checkout, anHourLater)).toEqual([[60, "skip", "ordered"]]);
});

test("an order that the customer made before the checkout began stops nothing", async () => {
  await switchOn();
  const checkout = await leave();
  await plan(checkout);
  await order({ customerGid: customer.shopifyGid, shopifyCreatedAt: at("2026-11-22T02:59:00Z") });
  expect(await outcomes(checkout, anHourLater)).toEqual([[60, "send", undefined]]);
});

test("a newer checkout with something in it takes the place of the older; an empty one does not", async () => {
  await switchOn();
  const older = await leave();
  await plan(older);
  const newer = await leave({ shopifyCreatedAt: at("2026-11-22T03:10:00Z"), itemCount: 0 });
  expect(await outcomes(older, anHourLater)).toEqual([[60, "send", undefined]]);
  await db.checkout.update({ where: { id: newer.id }, data: { itemCount: 1 } });
  await db.send.updateMany({ where: { subjectId: older.id }, data: { state: "planned" } });
  expect(await outcomes(older, anHourLater)).toEqual([[60, "supersede", "newer_checkout"]]);
});

test("somebody who links after the checkout began gets the steps still to come", async () => {
  await switchOn([60, 600]);
  const link = await db.link.findFirstOrThrow({ where: { customerId: customer.id } });
  await db.link.delete({ where: { id: link.id } });
  const checkout = await leave();
  await plan(checkout);
  expect(await outcomes(checkout, anHourLater)).toEqual([[60, "skip", "not_linked"]]);
  await db.send.updateMany({
    where: { partId: { not: null }, subjectId: checkout.id, dueAt: anHourLater },
    data: { state: "skipped" },
  });
  await db.link.create({ data: link });
  expect(await outcomes(checkout, at("2026-11-22T13:00:00Z"))).toEqual([[600, "send", undefined]]);
});

test.each<[string, (checkout: Checkout) => Promise<unknown>]>([
  [
    "deleted",
    (checkout) => db.checkout.update({ where: { id: checkout.id }, data: { deletedAt: began } }),
  ],
  ["deleted", (checkout) => db.checkout.delete({ where: { id: checkout.id } })],
  [
    "emptied",
    (checkout) =>
      db.checkout.update({ where: { id: checkout.id }, data: { itemCount: 0, lineItems: [] } }),
  ],
  [
    "no_customer",
    (checkout) => db.checkout.update({ where: { id: checkout.id }, data: { customerGid: null } }),
  ],
  [
    "switched_off",
    () => db.recoverySettings.update({ where: { shopId: shop.id }, data: { isOn: false } }),
  ],
  [
    "blocked",
    () => db.friend.update({ where: { id: friend.id }, data: { followState: "blocked" } }),
  ],
  [
    "opted_out",
    () =>
      db.optOut.create({
        data: {
          friendId: friend.id,
          shopId: shop.id,
          kind: "recovery",
          via: "page",
          createdAt: began,
        },
      }),
  ],
  ["out_of_stock", async () => stock.set("101", { ...inStock, isAvailable: false })],
  ["out_of_stock", async () => stock.delete("101")],
])(
  "a step is skipped with the reason %s when that became true since it was planned",
  async (reason, change) => {
    await switchOn();
    const checkout = await leave();
    await plan(checkout);
    await change(checkout);
    expect(await outcomes(checkout, anHourLater)).toEqual([[60, "skip", reason]]);
  },
);

test("having opted out of another kind of message stops nothing", async () => {
  await switchOn();
  await db.optOut.create({
    data: {
      friendId: friend.id,
      shopId: shop.id,
      kind: "marketing",
      via: "page",
      createdAt: began,
    },
  });
  const checkout = await leave();
  await plan(checkout);
  expect(await outcomes(checkout, anHourLater)).toEqual([[60, "send", undefined]]);
});

test("only what is left in stock is drawn, and what is no product of the store is drawn without a link", async () => {
  await switchOn();
  const checkout = await leave({
    lineItems: [
      { ...shirt, variantId: "999", title: "売り切れの靴" },
      shirt,
      { ...shirt, productId: null, variantId: null, title: "ギフト包装" },
    ],
  });
  await plan(checkout);
  const message = JSON.stringify([...(await prepareDue(anHourLater)).values()]);
  expect(message).toContain("リネンシャツ");
  expect(message).toContain("ギフト包装");
  expect(message).not.toContain("売り切れの靴");
  expect(asked).toEqual([["999", "101"]]);
});

test("a friend who was just reminded of another cart is left in peace for the quiet time", async () => {
  await switchOn([60], { quietMinutes: 120 });
  const checkout = await leave();
  await plan(checkout);
  await createSend(db, {
    shopId: shop.id,
    friendId: friend.id,
    state: "accepted",
    acceptedAt: at("2026-11-22T03:30:00Z"),
  });
  const [answer] = [...(await prepareDue(anHourLater)).values()];
  expect(answer).toEqual({
    outcome: "hold",
    reason: "quiet_time",
    until: at("2026-11-22T05:30:00Z"),
  });
});

test("an earlier step of the same cart does not begin the quiet time", async () => {
  await switchOn([0, 60], { quietMinutes: 120 });
  const checkout = await leave();
  await plan(checkout);
  await db.send.updateMany({
    where: { subjectId: checkout.id, dueAt: began },
    data: { state: "accepted", acceptedAt: began, friendId: friend.id },
  });
  expect(await outcomes(checkout, anHourLater)).toEqual([[60, "send", undefined]]);
});

test("with the option on, somebody who ever got a reminder gets no other", async () => {
  await switchOn([60], { onlyNeverReminded: true });
  const checkout = await leave();
  await plan(checkout);
  await createSend(db, {
    shopId: shop.id,
    friendId: friend.id,
    state: "accepted",
    acceptedAt: at("2026-01-01T00:00:00Z"),
  });
  expect(await outcomes(checkout, anHourLater)).toEqual([[60, "skip", "already_reminded"]]);
});

test.each([
  ["may have arrived", { state: "unknown" }, "skip"],
  ["may have arrived and was laid aside", { state: "skipped", reason: "dropped_unknown" }, "skip"],
  ["was dropped before it went", { state: "skipped", reason: "dropped" }, "send"],
] as const)(
  "after a reminder that %s the option decides: %o, %s",
  async (_what, state, outcome) => {
    await switchOn([60], { onlyNeverReminded: true });
    const checkout = await leave();
    await plan(checkout);
    await createSend(db, { shopId: shop.id, friendId: friend.id, ...state });
    const [[, answer] = []] = await outcomes(checkout, anHourLater);
    expect(answer).toBe(outcome);
  },
);

test("another shop's order, checkout and customer with the same ids change nothing", async () => {
  await switchOn();
  const checkout = await leave();
  await plan(checkout);
  const other = await createShop(db);
  await createAbandonedCheckout(db, other, {
    customerGid: customer.shopifyGid,
    shopifyCreatedAt: at("2026-11-22T03:30:00Z"),
  });
  await db.order.create({
    data: {
      shopId: other.id,
      shopifyGid: "gid://shopify/Order/9",
      checkoutToken: checkout.token,
      shopifyCreatedAt: at("2026-11-22T03:30:00Z"),
    },
  });
  expect(await outcomes(checkout, anHourLater)).toEqual([[60, "send", undefined]]);
});

test("when Shopify can't be read the batch is not answered, so that nothing is lost", async () => {
  await switchOn();
  const checkout = await leave();
  await plan(checkout);
  const send: Send = await db.send.findFirstOrThrow({ where: { subjectId: checkout.id } });
  const programme = createRecoveryProgramme({
    pool,
    read: () => Promise.reject(new Error("Shopify does not answer")),
  });
  await expect(
    programme.prepare({ shopId: shop.id, sends: [send], now: anHourLater }),
  ).rejects.toThrow("Shopify does not answer");
});

test("a batch of twenty checkouts asks Shopify once", async () => {
  await switchOn();
  for (let index = 0; index < 20; index++) {
    const linked = await createLinkedCustomer(db, shop);
    await plan(await leave({ customerGid: linked.customer.shopifyGid }));
  }
  const answers = await prepareDue(anHourLater);
  expect([...answers.values()].map(({ outcome }) => outcome)).toEqual(Array(20).fill("send"));
  expect(asked).toHaveLength(1);
});
