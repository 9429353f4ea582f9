import { beforeEach, expect, test } from "vitest";
import type { Shop } from "@prisma/client";
import { db } from "#app/platform/database.server.ts";
import { createAbandonedCheckout } from "#tests/factories/abandoned-checkout.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createShop } from "#tests/factories/shop.ts";
import { tell } from "./tell.ts";

const CUSTOMER = "gid://shopify/Customer/7";
let shop: Shop;

beforeEach(async () => {
  shop = await createShop(db);
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 60);
  await createRecoveryStep(db, shop, 600);
});

/** A checkout that began now, by the real clock, on which the worker stands here. */
function checkout(overrides: object = {}) {
  const now = new Date().toISOString();
  return {
    token: "token-1",
    cart_token: "cart-1",
    name: "#1",
    created_at: now,
    updated_at: now,
    total_price: "15400",
    currency: "JPY",
    customer: { admin_graphql_api_id: CUSTOMER },
    line_items: [
      { product_id: 100, variant_id: 101, title: "リネンシャツ", quantity: 2, price: "7700" },
    ],
    ...overrides,
  };
}

function order(overrides: object = {}) {
  const later = new Date(Date.now() + 60_000).toISOString();
  return {
    admin_graphql_api_id: "gid://shopify/Order/1",
    checkout_token: "token-1",
    cart_token: "cart-1",
    created_at: later,
    updated_at: later,
    total_price: "15400",
    currency: "JPY",
    customer: { admin_graphql_api_id: CUSTOMER },
    ...overrides,
  };
}

const sends = () =>
  db.send.findMany({
    where: { shopId: shop.id },
    orderBy: { dueAt: "asc" },
    select: { state: true, reason: true },
  });
const planned = { state: "planned", reason: null };
const ordered = { state: "skipped", reason: "ordered" };
const deleted = { state: "skipped", reason: "deleted" };

test("a checkout that begins is planned step by step, and planned once however often it changes", async () => {
  await tell(shop, "checkouts/create", checkout());
  await tell(shop, "checkouts/update", checkout({ total_price: "23100" }));
  expect(await sends()).toEqual([planned, planned]);
});

test("an order, paid or not, ends the recovery of its checkout", async () => {
  await tell(shop, "checkouts/create", checkout());
  await tell(shop, "orders/create", order({ financial_status: "pending" }));
  expect(await sends()).toEqual([ordered, ordered]);
});

test("an order that overtakes its checkout ends its recovery all the same", async () => {
  await tell(shop, "orders/create", order());
  await tell(shop, "checkouts/create", checkout());
  expect(await sends()).toEqual([ordered, ordered]);
  expect(await db.checkout.findFirst({ where: { shopId: shop.id } })).toMatchObject({
    completedAt: expect.any(Date) as Date,
  });
});

test("an order through another checkout of the same customer ends what they had begun before, and nothing of others", async () => {
  await tell(shop, "checkouts/create", checkout());
  await tell(
    shop,
    "checkouts/create",
    checkout({
      token: "token-2",
      cart_token: "cart-2",
      name: "#2",
      customer: { admin_graphql_api_id: "gid://shopify/Customer/8" },
    }),
  );
  await tell(shop, "orders/create", order({ checkout_token: "token-3", cart_token: "cart-3" }));
  expect((await sends()).toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
    planned,
    planned,
    ordered,
    ordered,
  ]);
});

test("an order of a cart leaves alone the checkout that began from it afterwards", async () => {
  await tell(
    shop,
    "orders/create",
    order({
      checkout_token: "token-0",
      customer: null,
      created_at: "2026-11-20T00:00:00Z",
      updated_at: "2026-11-20T00:00:00Z",
    }),
  );
  await tell(shop, "checkouts/create", checkout());
  expect(await sends()).toEqual([planned, planned]);
});

test("a checkout that says it is completed is not reminded of, and a late payload from before does not open it again", async () => {
  const now = Date.now();
  const at = (ms: number) => new Date(now + ms).toISOString();
  await tell(
    shop,
    "checkouts/update",
    checkout({ updated_at: at(5_000), completed_at: at(4_000) }),
  );
  await tell(shop, "checkouts/update", checkout({ updated_at: at(1_000), completed_at: null }));
  expect(await sends()).toEqual([ordered, ordered]);
});

test("a deleted checkout is not reminded of", async () => {
  await tell(shop, "checkouts/create", checkout());
  await tell(
    shop,
    "checkouts/delete",
    { id: 1, cart_token: "cart-1" },
    new Date(Date.now() + 5_000),
  );
  expect(await sends()).toEqual([deleted, deleted]);
});

test("cancelling the order does not bring the reminders back", async () => {
  await tell(shop, "checkouts/create", checkout());
  await tell(shop, "orders/create", order());
  const later = new Date(Date.now() + 120_000).toISOString();
  await tell(shop, "orders/cancelled", order({ cancelled_at: later, updated_at: later }));
  expect(await sends()).toEqual([ordered, ordered]);
});

test("another shop's checkout of the same token and cart is not touched", async () => {
  const other = await createShop(db);
  const theirs = await createAbandonedCheckout(db, other, {
    token: "token-1",
    cartToken: "cart-1",
  });
  await tell(shop, "checkouts/create", checkout());
  await tell(shop, "orders/create", order());
  await tell(
    shop,
    "checkouts/delete",
    { id: 1, cart_token: "cart-1" },
    new Date(Date.now() + 5_000),
  );
  expect(await db.checkout.findUnique({ where: { id: theirs.id } })).toEqual(theirs);
});

test("payloads of nothing but nulls, or of other types than promised, are taken without harm", async () => {
  const nothing = Object.fromEntries(Object.keys(checkout()).map((key) => [key, null]));
  expect(await tell(shop, "checkouts/create", nothing)).toBe("ignored");
  expect(await tell(shop, "checkouts/create", { ...nothing, token: "lonely" })).toBe("created");
  const odd = {
    token: "odd",
    created_at: 12,
    line_items: [null, 3, { quantity: "many" }],
    customer: [],
    total_price: {},
  };
  expect(await tell(shop, "checkouts/update", odd)).toBe("created");
  expect(await db.checkout.findFirst({ where: { shopId: shop.id, token: "odd" } })).toMatchObject({
    customerGid: null,
    itemCount: 1,
    shopifyCreatedAt: new Date("2026-11-22T03:00:00Z"),
  });
  for (const topic of [
    "orders/create",
    "refunds/create",
    "customers/create",
    "customers/delete",
    "customers/merge",
    "checkouts/delete",
    "customers/redact",
    "customers/data_request",
  ]) {
    expect(await tell(shop, topic, {}), topic).toBe("ignored");
    expect(await tell(shop, topic, { id: null, customer: null }), topic).toBe("ignored");
  }
});

test("HTML and quotes in a title are kept as the text that they are", async () => {
  const title = `<img src=x onerror=alert(1)> '";--`;
  await tell(
    shop,
    "checkouts/create",
    checkout({ line_items: [{ title, quantity: 1, price: "1" }] }),
  );
  expect(await db.checkout.findFirst({ where: { shopId: shop.id } })).toMatchObject({
    lineItems: [{ title }],
  });
});

test("a checkout of a customer who was merged away becomes the kept customer's", async () => {
  await createCustomer(db, shop, { shopifyGid: CUSTOMER });
  await tell(shop, "customers/merge", {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/9",
    admin_graphql_api_customer_deleted_id: CUSTOMER,
    status: "completed",
  });
  await tell(shop, "checkouts/create", checkout());
  await tell(shop, "orders/create", order());
  const kept = { customerGid: "gid://shopify/Customer/9" };
  expect(await db.checkout.findFirst({ where: { shopId: shop.id } })).toMatchObject(kept);
  expect(await db.order.findFirst({ where: { shopId: shop.id } })).toMatchObject(kept);
});
