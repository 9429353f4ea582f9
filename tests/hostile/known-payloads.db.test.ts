import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { createShop } from "#tests/factories/shop.ts";
import { shopifyWebhook } from "#tests/factories/webhook.ts";
import { openIntake, workAll } from "#tests/intake/open-intake.ts";

let intake: Awaited<ReturnType<typeof openIntake>>;
beforeAll(async () => void (intake = await openIntake()));
afterAll(() => intake.close());

const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
/** A letter each, which PostgreSQL cannot compress into an index. */
const long = Array.from({ length: 3_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join("");
const refund = { kind: "refund", status: "success", amount: "9999999999999.9999" };

// Found by the fuzzer: each of these failed, and would have been tried for hours and set aside.
test.each<[what: string, topic: string, payload: unknown, outcome: string]>([
  [
    "is deeper than can be read whole",
    "orders/create",
    `{"id":1234567890123456,"a":${deep}}`,
    "unreadable",
  ],
  [
    "has tokens longer than an index takes",
    "checkouts/create",
    { token: long, cart_token: long, name: "#1" },
    "created",
  ],
  ["has nothing but such tokens", "checkouts/create", { token: long }, "ignored"],
  ["deletes a checkout of such a name", "checkouts/delete", { token: long }, "ignored"],
  [
    "has a global id of such a length",
    "customers/create",
    { admin_graphql_api_id: `gid://shopify/Customer/${long}` },
    "ignored",
  ],
  [
    "belongs to a customer of such an id",
    "orders/create",
    { id: 1, customer: { admin_graphql_api_id: `gid://shopify/Customer/${long}` } },
    "created",
  ],
  [
    "grants scopes with NUL in them",
    "app/scopes_update",
    { current: ["read_\0orders", 7, "\ud800"] },
    "updated",
  ],
  [
    "counts more items than a column",
    "checkouts/create",
    { token: "many", line_items: Array(3_000).fill({ quantity: 1_000_000 }) },
    "created",
  ],
  [
    "pays back more than a column",
    "refunds/create",
    { id: 2, order_id: 1, transactions: Array(20).fill(refund) },
    "recorded",
  ],
  [
    "pays that back again",
    "refunds/create",
    { id: 3, order_id: 1, transactions: Array(20).fill(refund) },
    "recorded",
  ],
])("a signed payload that %s is worked off (%s)", async (_what, topic, payload, outcome) => {
  const shop = await createShop(db);
  await db.session.create({
    data: { id: `offline_${shop.domain}`, shop: shop.domain, state: "", accessToken: "sealed" },
  });
  expect((await intake.send(shopifyWebhook({ shop, topic, payload }))).status).toBe(200);
  await workAll();
  expect(await db.webhookEvent.findFirst({ orderBy: { id: "desc" } })).toMatchObject({ outcome });
});
