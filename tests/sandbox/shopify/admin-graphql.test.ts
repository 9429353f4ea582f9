import { expect, test } from "vitest";

import { gid } from "#sandbox/shopify/state/ids.ts";

import { askAdmin, exchangeOffline, startStandIn } from "./stand-in-fixture.ts";

const firstOf = <T>(items: Iterable<T>): T => [...items][0]!;

test("variants are read in one batch with product, stock, price and picture", async () => {
  const { standIn } = await startStandIn();
  const products = [...standIn.shop().products.values()];
  const soldOut = products.find((each) => each.handle === "janome-umbrella")!;
  const ids = [gid("ProductVariant", soldOut.variants[0]!.id), gid("ProductVariant", 1)];
  const { body } = await askAdmin(
    standIn,
    `query Variants($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on ProductVariant {
          title price availableForSale inventoryQuantity inventoryPolicy
          product { handle status onlineStoreUrl featuredMedia { preview { image { url } } } }
        }
      }
    }`,
    { ids },
  );
  expect(body.errors).toBeUndefined();
  expect(body.data?.nodes).toEqual([
    {
      title: "Default Title",
      price: "18700",
      availableForSale: false,
      inventoryQuantity: 0,
      inventoryPolicy: "DENY",
      product: {
        handle: "janome-umbrella",
        status: "ACTIVE",
        onlineStoreUrl: `${standIn.urls.storefront}/products/janome-umbrella`,
        featuredMedia: {
          preview: {
            image: {
              url: expect.stringContaining("/cdn/shop/files/janome-umbrella.jpg") as string,
            },
          },
        },
      },
    },
    null,
  ]);
});

test("abandoned checkouts appear after ten minutes, page by page, with items, customer and recovery link", async () => {
  const { standIn, clock, control } = await startStandIn();
  const customers = [...standIn.shop().customers.values()];
  const variant = firstOf(standIn.shop().products.values()).variants[0]!;
  for (const customer of customers.slice(0, 2)) {
    await control("POST /checkouts", {
      customerId: customer.id,
      lines: [{ variantId: variant.id, quantity: 2 }],
    });
  }
  const query = `query Abandoned($after: String, $query: String) {
    abandonedCheckouts(first: 1, after: $after, query: $query, sortKey: CREATED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes {
        name abandonedCheckoutUrl createdAt completedAt
        customer { id displayName }
        lineItems(first: 10) { nodes { title quantity variant { id } originalTotalPriceSet { shopMoney { amount } } } }
      }
    }
  }`;
  type Page = {
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: Record<string, unknown>[];
  };
  const page = async (variables: object) =>
    (await askAdmin(standIn, query, variables)).body.data?.abandonedCheckouts as Page;
  expect((await page({})).nodes).toEqual([]);
  clock.advance(11 * 60_000);
  const first = await page({});
  expect(first.pageInfo.hasNextPage).toBe(true);
  expect(first.nodes[0]).toMatchObject({
    completedAt: null,
    customer: { displayName: "美咲 佐藤" },
    lineItems: {
      nodes: [{ quantity: 2, originalTotalPriceSet: { shopMoney: { amount: "2160.0" } } }],
    },
  });
  const second = await page({ after: first.pageInfo.endCursor });
  expect(second.nodes).toHaveLength(1);
  expect(second.pageInfo.hasNextPage).toBe(false);
  const future = new Date(clock.now() + 60_000).toISOString();
  expect((await page({ query: `updated_at:>='${future}'` })).nodes).toEqual([]);
});

test("tags are added and removed once each, and the app hears of it", async () => {
  const { standIn, app } = await startStandIn();
  const id = gid("Customer", firstOf(standIn.shop().customers.keys()));
  const mutation = `mutation Tag($id: ID!) {
    tagsAdd(id: $id, tags: ["musubi", "Musubi", "vip"]) {
      node { ... on Customer { tags } } userErrors { field message }
    }
    tagsRemove(id: $id, tags: ["vip", "unknown"]) { node { id } userErrors { message } }
  }`;
  const { body } = await askAdmin(standIn, mutation, { id });
  expect(body.data?.tagsAdd).toEqual({ node: { tags: ["musubi", "vip"] }, userErrors: [] });
  expect(firstOf(standIn.shop().customers.values()).tags).toEqual(["musubi"]);
  await standIn.settled();
  expect(app.bodies("customer.tags_added")[0]).toMatchObject({
    customerId: id,
    tags: ["musubi", "vip"],
  });
  expect(app.bodies("customer.tags_removed")[0]).toMatchObject({ tags: ["vip"] });
});

test("a metafield declared in the toml needs no type, is held to it, and is read back in the app's namespace", async () => {
  const { standIn } = await startStandIn();
  const ownerId = gid("Customer", firstOf(standIn.shop().customers.keys()));
  const set = `mutation Set($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { key namespace type value } userErrors { field code elementIndex }
    }
  }`;
  const wrong = await askAdmin(standIn, set, {
    metafields: [{ ownerId, key: "linked", value: "perhaps" }],
  });
  expect(wrong.body.data?.metafieldsSet).toEqual({
    metafields: null,
    userErrors: [{ field: ["metafields", "0", "value"], code: "INVALID_VALUE", elementIndex: 0 }],
  });
  const right = await askAdmin(standIn, set, {
    metafields: [{ ownerId, key: "linked", value: "true" }],
  });
  expect(right.body.data?.metafieldsSet).toMatchObject({
    metafields: [{ key: "linked", type: "boolean", value: "true" }],
    userErrors: [],
  });
  const read = await askAdmin(
    standIn,
    `query($id: ID!) { customer(id: $id) { metafield(namespace: "$app", key: "linked") { jsonValue } } }`,
    { id: ownerId },
  );
  expect(read.body.data).toEqual({ customer: { metafield: { jsonValue: true } } });
  const remove = `mutation($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) { deletedMetafields { key } userErrors { message } }
  }`;
  const metafields = [{ ownerId, namespace: "$app", key: "linked" }];
  const removed = await askAdmin(standIn, remove, { metafields });
  expect(removed.body.data?.metafieldsDelete).toEqual({
    deletedMetafields: [{ key: "linked" }],
    userErrors: [],
  });
});

test("an order is found by its checkout token's order, with totals and refunds", async () => {
  const { standIn, control } = await startStandIn();
  const customer = firstOf(standIn.shop().customers.values());
  const variant = firstOf(standIn.shop().products.values()).variants[0]!;
  const checkout = await control<{ token: string }>("POST /checkouts", {
    customerId: customer.id,
    lines: [{ variantId: variant.id, quantity: 5 }],
  });
  const order = await control<{ id: number }>(`POST /checkouts/${checkout.token}/complete`);
  await control(`POST /orders/${order.id}/refund`, { amount: 1_000 });
  const { body } = await askAdmin(
    standIn,
    `query($id: ID!) {
      order(id: $id) {
        name checkoutToken displayFinancialStatus
        totalPriceSet { shopMoney { amount currencyCode } }
        refunds { totalRefundedSet { shopMoney { amount } } }
        customer { numberOfOrders amountSpent { amount } lastOrder { name } }
      }
    }`,
    { id: gid("Order", order.id) },
  );
  expect(body.data?.order).toMatchObject({
    name: "#1001",
    checkoutToken: checkout.token,
    displayFinancialStatus: "PARTIALLY_REFUNDED",
    totalPriceSet: { shopMoney: { amount: "5400.0", currencyCode: "JPY" } },
    refunds: [{ totalRefundedSet: { shopMoney: { amount: "1000.0" } } }],
    customer: { numberOfOrders: "1", lastOrder: { name: "#1001" } },
  });
});

test("a field without its scope is ACCESS_DENIED in Shopify's words", async () => {
  const { standIn, control } = await startStandIn();
  await control("POST /scopes", { scopes: ["read_products", "read_customers"] });
  const denied = await askAdmin(standIn, "{ orders(first: 1) { nodes { id } } }");
  expect(denied.body.errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(
        /^Access denied for orders field\. Required access: `read_orders`/,
      ) as string,
      extensions: expect.objectContaining({ code: "ACCESS_DENIED" }) as object,
    }),
  ]);
  const id = gid("Customer", firstOf(standIn.shop().customers.keys()));
  const mutation = `mutation($id: ID!) { tagsAdd(id: $id, tags: ["x"]) { userErrors { message } } }`;
  const write = await askAdmin(standIn, mutation, { id });
  expect(write.body.errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining("`write_customers` access scope") as string,
    }),
  ]);
});

test("a field that Shopify does not have is refused in Shopify's shape", async () => {
  const { standIn } = await startStandIn();
  const { status, body } = await askAdmin(standIn, "{ shop { nonsense } }");
  expect(status).toBe(200);
  expect(body.errors).toEqual([
    expect.objectContaining({
      message: "Field 'nonsense' doesn't exist on type 'Shop'",
      extensions: { code: "undefinedField", typeName: "Shop", fieldName: "nonsense" },
    }),
  ]);
});

test("a field that Shopify has and the stand-in does not carry out fails loudly", async () => {
  const { standIn } = await startStandIn();
  const { body } = await askAdmin(standIn, "{ shop { richTextEditorUrl } }");
  expect(body.errors).toEqual([
    expect.objectContaining({
      message: "The Shopify stand-in does not implement Shop.richTextEditorUrl.",
    }),
  ]);
});

test("cost is told with each answer, and an empty bucket answers THROTTLED", async () => {
  const { standIn, control } = await startStandIn();
  const query = "{ customers(first: 10) { nodes { id defaultEmailAddress { emailAddress } } } }";
  const { body } = await askAdmin(standIn, query);
  expect(body.extensions?.cost).toMatchObject({
    requestedQueryCost: 22,
    actualQueryCost: 8,
    throttleStatus: { maximumAvailable: 2_000, restoreRate: 100 },
  });
  await control("POST /throttle");
  const throttled = await askAdmin(standIn, query);
  expect(throttled.body.errors).toEqual([
    expect.objectContaining({
      message: "Throttled",
      extensions: expect.objectContaining({ code: "THROTTLED" }) as object,
    }),
  ]);
  const greedy = await askAdmin(
    standIn,
    "{ customers(first: 250) { nodes { orders(first: 250) { nodes { id } } } } }",
  );
  expect(greedy.body.errors).toEqual([
    expect.objectContaining({
      extensions: expect.objectContaining({ code: "MAX_COST_EXCEEDED" }) as object,
    }),
  ]);
});

test("an old API version is answered by the served one, and one that does not exist yet with 404", async () => {
  const { standIn } = await startStandIn();
  const old = await askAdmin(standIn, "{ shop { name } }", {}, { version: "2025-01" });
  expect([old.status, old.headers.get("x-shopify-api-version")]).toEqual([200, "2026-07"]);
  const unborn = await askAdmin(standIn, "{ shop { name } }", {}, { version: "2031-01" });
  expect(unborn.status).toBe(404);
});

test("the faults error, rate-limit, quota-spent and timeout-after-acceptance do what they say", async () => {
  const { standIn, faults } = await startStandIn();
  const endpoint = "POST /admin/api/graphql.json";
  const token = String((await exchangeOffline(standIn)).body.access_token);
  const ask = () => askAdmin(standIn, "{ shop { name } }", {}, { token });
  faults.add({ service: "shopify", endpoint, kind: "error", times: 1 });
  expect((await ask()).status).toBe(500);
  faults.add({ service: "shopify", endpoint, kind: "rate-limit", times: 1 });
  const limited = await ask();
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2.0"]);
  faults.add({ service: "shopify", endpoint, kind: "quota-spent", times: 1 });
  expect((await ask()).body.errors).toEqual([expect.objectContaining({ message: "Throttled" })]);
  faults.add({ service: "shopify", endpoint, kind: "timeout-after-acceptance", times: 1 });
  const customer = firstOf(standIn.shop().customers.values());
  const tag = `mutation { tagsAdd(id: "${gid("Customer", customer.id)}", tags: ["done"]) { node { id } } }`;
  await expect(askAdmin(standIn, tag, {}, { token })).rejects.toThrow("fetch failed");
  expect(customer.tags).toContain("done");
  expect((await ask()).status).toBe(200);
});
