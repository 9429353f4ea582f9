import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { createShop } from "#tests/factories/shop.ts";
import { shopifyWebhook } from "#tests/factories/webhook.ts";
import { openIntake, workAll } from "./open-intake.ts";

let intake: Awaited<ReturnType<typeof openIntake>>;
beforeAll(async () => void (intake = await openIntake()));
afterAll(() => intake.close());

/** One webhook of a story: the second at which Shopify was triggered, the topic, the payload. */
type Told = [second: number, topic: string, payload: object];

const START = Date.parse("2026-11-22T03:00:00Z");
const at = (second: number) => new Date(START + second * 1000).toISOString().replace(".000Z", "Z");
/** Beyond 2^53, where a JavaScript number would round it. Written as a number on the wire. */
const WIDE_ID = "9007199254740993";
const customerId = (n: number) => `gid://shopify/Customer/${n}`;

function checkout(n: number, created: number, updated: number, more: object = {}) {
  return {
    token: `token-${n}`,
    cart_token: `cart-${n}`,
    name: `#${n}`,
    created_at: at(created),
    updated_at: at(updated),
    completed_at: null,
    abandoned_checkout_url: `https://shop.example.jp/1/checkouts/token-${n}/recover?key=${updated}`,
    currency: "JPY",
    total_price: String(updated),
    customer_locale: "ja-JP",
    line_items: [
      {
        product_id: 1,
        variant_id: WIDE_ID,
        title: "茶碗",
        quantity: updated,
        price: "100",
      },
    ],
    ...more,
  };
}

function order(
  n: number,
  checkoutNumber: number,
  created: number,
  updated: number,
  more: object = {},
) {
  return {
    admin_graphql_api_id: `gid://shopify/Order/${n}`,
    checkout_token: `token-${checkoutNumber}`,
    cart_token: `cart-${checkoutNumber}`,
    created_at: at(created),
    updated_at: at(updated),
    cancelled_at: null,
    currency: "JPY",
    total_price: "500",
    customer: { admin_graphql_api_id: customerId(2) },
    ...more,
  };
}

const refund = (n: number, orderNumber: number, amount: string) => ({
  admin_graphql_api_id: `gid://shopify/Refund/${n}`,
  order_id: orderNumber,
  transactions: [{ kind: "refund", status: "success", amount }],
});

const customer = (n: number, updated: number, name: string) => ({
  admin_graphql_api_id: customerId(n),
  created_at: at(0),
  updated_at: at(updated),
  first_name: name,
  last_name: "山田",
  email: null,
});

const tags = (n: number, second: number, ...words: string[]) => ({
  customerId: customerId(n),
  tags: words,
  occurredAt: at(second),
});

const summary = (n: number, second: number, orders: number) => ({
  customerId: customerId(n),
  numberOfOrders: orders,
  amountSpent: { amount: `${orders * 100}.0`, currencyCode: "JPY" },
  lastOrderId: null,
  occurredAt: at(second),
});

/** Everything that can happen to three checkouts, two orders and three customers. */
const story: Told[] = [
  // Ordered and cancelled; the last update lags behind the order, and a later one comes without the customer.
  [1, "checkouts/create", checkout(1, 1, 1)],
  // Two changes within one second, which only the trigger's time tells apart.
  [
    1.4,
    "checkouts/update",
    checkout(1, 1, 1, { customer: { admin_graphql_api_id: customerId(2) } }),
  ],
  [5, "checkouts/update", checkout(1, 1, 5, { customer: { admin_graphql_api_id: customerId(2) } })],
  [9, "orders/create", order(1, 1, 9, 9)],
  [10, "checkouts/update", checkout(1, 1, 10, { completed_at: at(9), customer: null })],
  [12, "orders/updated", order(1, 1, 9, 12, { total_price: "450" })],
  [15, "orders/cancelled", order(1, 1, 9, 15, { cancelled_at: at(15), total_price: "450" })],
  [16, "orders/updated", order(1, 1, 9, 16, { total_price: "400" })],
  [13, "refunds/create", refund(1, 1, "50")],
  [15, "refunds/create", refund(2, 1, "400")],
  // Deleted by its cart, and changed before.
  [2, "checkouts/create", checkout(2, 2, 2)],
  [3, "checkouts/update", checkout(2, 2, 3)],
  [20, "checkouts/delete", { id: 2, cart_token: "cart-2" }],
  // Taken for deleted, and changed after.
  [4, "checkouts/create", checkout(3, 4, 4)],
  [21, "checkouts/delete", { id: 3, cart_token: "cart-3" }],
  [
    30,
    "checkouts/update",
    checkout(3, 4, 30, { customer: { admin_graphql_api_id: customerId(3) } }),
  ],
  // Paid at the till: no checkout.
  [
    8,
    "orders/create",
    order(2, 0, 8, 8, { checkout_token: null, cart_token: null, customer: null }),
  ],
  // Tags that come, go and come again, one of them in another case; totals twice.
  [3, "customer.tags_added", tags(2, 3, "VIP", "常連")],
  [6, "customer.tags_removed", tags(2, 6, "vip")],
  [8, "customer.tags_added", tags(2, 8, "VIP")],
  [11, "customer.tags_removed", tags(2, 11, "常連")],
  [9, "customers/purchasing_summary", summary(2, 9, 1)],
  [13, "customers/purchasing_summary", summary(2, 13, 2)],
  [14, "customers/purchasing_summary", summary(3, 14, 5)],
  [1, "customers/create", customer(2, 1, "花")],
  [7, "customers/update", customer(2, 7, "花子")],
  [1, "customers/create", customer(3, 1, "太郎")],
  [
    40,
    "customers/merge",
    {
      admin_graphql_api_customer_kept_id: customerId(4),
      admin_graphql_api_customer_deleted_id: customerId(3),
      status: "completed",
    },
  ],
  [50, "customers/update", customer(4, 50, "一郎")],
  [2, "customers/create", customer(5, 2, "次郎")],
  [41, "customers/delete", { admin_graphql_api_id: customerId(5) }],
];

const onTheWire = (payload: object) => JSON.stringify(payload).replaceAll(`"${WIDE_ID}"`, WIDE_ID);

/** Tells a shop of its own, and works each webhook off before the next is told, or all of them in one batch. */
async function tell(told: Told[], isOneBatch = false): Promise<unknown> {
  const shop = await createShop(db);
  for (const [second, topic, payload] of told) {
    const triggeredAt = new Date(START + second * 1000);
    // Each telling has an event id of its own: the record, and not the door, has to see that it is the same.
    const webhook = shopifyWebhook({
      shop,
      topic,
      payload: onTheWire(payload),
      triggeredAt,
      eventId: randomUUID(),
    });
    expect((await intake.send(webhook)).status).toBe(200);
    if (!isOneBatch) await workAll();
  }
  await workAll();
  const where = { shopId: shop.id };
  const [checkouts, orders, refunds, customers] = await Promise.all([
    db.checkout.findMany({
      where,
      orderBy: { token: "asc" },
      omit: { id: true, shopId: true, receivedAt: true },
    }),
    db.order.findMany({ where, orderBy: { shopifyGid: "asc" }, omit: { id: true, shopId: true } }),
    db.refund.findMany({ where, orderBy: { shopifyGid: "asc" }, omit: { shopId: true } }),
    db.customer.findMany({
      where,
      orderBy: { shopifyGid: "asc" },
      omit: { id: true, shopId: true },
    }),
  ]);
  return JSON.parse(JSON.stringify({ checkouts, orders, refunds, customers }));
}

/** A shuffle that a seed repeats (mulberry32), with every third event told twice. */
function shuffled(told: Told[], seed: number): Told[] {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const all = [...told, ...told.filter(() => random() < 1 / 3)];
  return all
    .map((each) => ({ each, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

let ending: unknown;
beforeAll(async () => void (ending = await tell(story.toSorted(([a], [b]) => a - b))));

test("told in order, the story ends as it happened", async () => {
  expect(ending).toMatchObject({
    checkouts: [
      {
        token: "token-1",
        customerGid: null,
        itemCount: 10,
        totalPrice: "10",
        lineItems: [{ productId: "1", variantId: "9007199254740993", title: "茶碗" }],
        shopifyCreatedAt: "2026-11-22T03:00:01.000Z",
        completedAt: "2026-11-22T03:00:09.000Z",
        deletedAt: null,
      },
      { token: "token-2", itemCount: 3, completedAt: null, deletedAt: "2026-11-22T03:00:20.000Z" },
      { token: "token-3", itemCount: 30, customerGid: customerId(4), deletedAt: null },
    ],
    orders: [
      {
        shopifyGid: "gid://shopify/Order/1",
        totalPrice: "400",
        refunded: "450",
        cancelledAt: "2026-11-22T03:00:15.000Z",
        customerGid: customerId(2),
      },
      { shopifyGid: "gid://shopify/Order/2", checkoutToken: null, refunded: "0" },
    ],
    refunds: [{ amount: "50" }, { amount: "400" }],
    customers: [
      { shopifyGid: customerId(2), displayName: "山田 花子" },
      { shopifyGid: customerId(3), displayName: null, mergedIntoGid: customerId(4) },
      { shopifyGid: customerId(4) },
      { shopifyGid: customerId(5), displayName: null, deletedAt: "2026-11-22T03:00:41.000Z" },
    ],
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  "told in any order, and some of it twice, the story ends the same (seed %i)",
  async (seed) => {
    expect(await tell(shuffled(story, seed))).toEqual(ending);
  },
);

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  "told in any order and worked in one batch, the story ends the same (seed %i)",
  async (seed) => {
    expect(await tell(shuffled(story, seed), true)).toEqual(ending);
  },
);
