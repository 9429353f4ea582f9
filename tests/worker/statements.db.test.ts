import type { Channel, Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeEach, expect, test, vi } from "vitest";
import { createGroupCommit } from "#app/intake/group-commit.server.ts";
import { receiveLineWebhook } from "#app/intake/line-webhook.server.ts";
import { receiveShopifyWebhook } from "#app/intake/shopify-webhook.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { webhookWork } from "#app/worker/work-events.server.ts";
import { workLane } from "#app/worker/work-lane.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { lineUserId } from "#tests/factories/friend.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createShop } from "#tests/factories/shop.ts";
import { lineEvent, lineWebhook, shopifyWebhook } from "#tests/factories/webhook.ts";

const commits = createGroupCommit({ pool });
const SECRET = "the channel's secret";
let shop: Shop;
let channel: Channel;

beforeEach(async () => {
  shop = await createShop(db);
  channel = await createChannel(db, shop);
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 60);
  await createRecoveryStep(db, shop, 600);
});

/** How many statements the database gets while one batch is worked, BEGIN and COMMIT included. */
async function countStatements(): Promise<number> {
  const statements = vi.spyOn(pg.Client.prototype, "query");
  const lane = await workLane({ db, work: webhookWork, after: -1, isStopping: () => false });
  const { length } = statements.mock.calls;
  statements.mockRestore();
  expect(lane).not.toBeNull();
  expect(await db.webhookEvent.count({ where: { processedAt: null } })).toBe(0);
  expect(await db.webhookEvent.count({ where: { attempts: { gt: 0 } } })).toBe(0);
  return length;
}

async function shopify(...told: [topic: string, payload: object][]) {
  const received = told.flatMap(([topic, payload]) => {
    const eventId = randomUUID();
    const { headers, body } = shopifyWebhook({ shop, topic, payload, eventId });
    const reception = receiveShopifyWebhook({
      headers,
      bytes: Buffer.from(body),
      secret: "test-api-secret",
    });
    return reception.outcome === "accepted" ? reception.events : [];
  });
  await commits.store(received);
  await commits.close();
  return countStatements();
}

async function line(...events: Record<string, unknown>[]) {
  const { headers, body } = lineWebhook({ channel, secret: SECRET, events });
  const received = receiveLineWebhook({
    headers,
    bytes: Buffer.from(body),
    channel: { shopId: shop.id, channelId: channel.id, secret: SECRET, botUserId: null },
  });
  if (received.outcome === "accepted") await commits.store(received.events);
  await commits.close();
  return countStatements();
}

const people = Array.from({ length: 120 }, () => lineUserId());
const text = { message: { type: "text", id: "1", text: "こんにちは" } };
const at = (second: number) => new Date(Date.now() + second * 1000).toISOString();

const checkout = (n: number, more: object = {}) => ({
  token: `token-${n}`,
  cart_token: `cart-${n}`,
  name: `#${n}`,
  created_at: at(0),
  updated_at: at(0),
  total_price: "15400",
  customer: { admin_graphql_api_id: `gid://shopify/Customer/${n}` },
  line_items: [{ product_id: 100, variant_id: 101, title: "茶碗", quantity: 2, price: "7700" }],
  ...more,
});
const order = (n: number) => ({
  admin_graphql_api_id: `gid://shopify/Order/${n}`,
  checkout_token: `token-${n}`,
  cart_token: `cart-${n}`,
  created_at: at(5),
  updated_at: at(5),
  customer: { admin_graphql_api_id: `gid://shopify/Customer/${n}` },
});
const customer = (n: number) => ({
  admin_graphql_api_id: `gid://shopify/Customer/${n}`,
  updated_at: at(0),
  first_name: "花子",
});
const numbers = (size: number, from = 0) =>
  Array.from({ length: size }, (_, index) => from + index);

// Nine of each are the frame: begin, lane, time-out, events, savepoint, mark, release, commit, and the shop or the channel.
test.each([1, 60])(
  "%i messages of strangers take 15 statements, of friends 14, and what else they do 10",
  async (size) => {
    const all = people.slice(0, size);
    expect(await line(...all.map((userId) => lineEvent("message", userId, text)))).toBe(15);
    expect(await line(...all.map((userId) => lineEvent("message", userId, text)))).toBe(14);
    const back = all.flatMap((userId) => [
      lineEvent("unfollow", userId),
      lineEvent("postback", userId, { postback: { data: "a" } }),
    ]);
    expect(await line(...back)).toBe(10);
  },
);

test.each([1, 60])(
  "%i checkouts take 21 statements when they begin, and when they change",
  async (size) => {
    const tell = (topic: string) =>
      shopify(...numbers(size).map((n): [string, object] => [topic, checkout(n)]));
    expect(await tell("checkouts/create")).toBe(21);
    expect(await tell("checkouts/update")).toBe(21);
  },
);

test.each([1, 60])("%i orders take 17 statements, and as many customers 12", async (size) => {
  const orders = numbers(size).map((n): [string, object] => ["orders/create", order(n)]);
  await shopify(...numbers(size).map((n): [string, object] => ["checkouts/create", checkout(n)]));
  expect(await shopify(...orders)).toBe(17);
  const customers = numbers(size).map((n): [string, object] => ["customers/update", customer(n)]);
  expect(await shopify(...customers)).toBe(12);
});

test.each([1, 60])(
  "%i customers who get tags take 12 statements, who lose them 13, and as many summed up anew 11",
  async (size) => {
    const tags = (topic: string) =>
      numbers(size).map((n): [string, object] => [
        topic,
        { customerId: `gid://shopify/Customer/${n}`, tags: ["VIP"], occurredAt: at(size + n) },
      ]);
    expect(await shopify(...tags("customer.tags_added"))).toBe(12);
    await db.customer.updateMany({ data: { tagChanges: [] } });
    expect(await shopify(...tags("customer.tags_removed"))).toBe(13);
    const summaries = numbers(size).map((n): [string, object] => [
      "customers/purchasing_summary",
      {
        customerId: `gid://shopify/Customer/${n}`,
        numberOfOrders: 1,
        amountSpent: { amount: "1" },
        occurredAt: at(n),
      },
    ]);
    expect(await shopify(...summaries)).toBe(11);
  },
);

test("a mixed batch takes each kind's statements once, however they alternate", async () => {
  const mixed = numbers(40).flatMap((n): [string, object][] => [
    ["checkouts/create", checkout(n)],
    ["orders/create", order(n)],
    ["customers/update", customer(n)],
    ["checkouts/update", checkout(n, { updated_at: at(1) })],
  ]);
  const frame = 5;
  expect(await shopify(...mixed)).toBe(frame + 16 + 12 + 7);
});
