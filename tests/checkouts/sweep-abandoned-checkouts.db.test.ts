import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Shop } from "@prisma/client";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { payloadOf } from "#sandbox/shopify/happenings/announce-checkout.ts";
import { completeCheckout } from "#sandbox/shopify/happenings/complete-checkout.ts";
import { startCheckout } from "#sandbox/shopify/happenings/start-checkout.ts";
import { createShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";
import { newToken } from "#sandbox/shopify/state/ids.ts";

// No webhook reaches the app here: nobody listens at its address.
const clock = createMemoryClock();
const faults = createFaults();
const requests = createRequestLog();
const shopify = await createShopifyStandIn({
  clock,
  faults,
  requests,
  app: {
    apiKey: process.env.SHOPIFY_API_KEY ?? "",
    apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
    url: "http://127.0.0.1:9",
    tomlPath: "shopify.app.toml",
    extensionsDir: null,
  },
});
process.env.SHOPIFY_STANDIN_URL = shopify.urls.api;
const { db } = await import("#app/platform/database.server.ts");
const { sessionStorage } = await import("#app/shopify/shopify.server.ts");
const { claimDueSweeps } = await import("#app/checkouts/claim-due-sweeps.server.ts");
const { sweepAbandonedCheckouts } =
  await import("#app/checkouts/sweep-abandoned-checkouts.server.ts");
const { keyInUrl } = await import("#app/checkouts/swept-checkout.server.ts");
const { checkoutSweepJob } = await import("#app/worker/sweep-checkouts.server.ts");
const { createShop } = await import("#tests/factories/shop.ts");
const { createRecoverySettings, createRecoveryStep } = await import("#tests/factories/recovery.ts");
const { tell } = await import("#tests/worker/tell.ts");

const state = shopify.shop();
const customer = [...state.customers.values()][0]!;
const variant = [...state.products.values()][0]!.variants[0]!;
let shop: Shop;

beforeAll(async () => {
  shop = await createShop(db, { domain: state.domain });
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 600);
  const scopes = ["read_orders", "read_customers", "read_products"];
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${state.domain}`,
      shop: state.domain,
      state: "",
      isOnline: false,
      accessToken: shopify.simulation.tokens.issueExpiringOffline(state.domain, scopes).access
        .token,
      expires: new Date(Date.now() + 3_600_000),
    }),
  );
});
afterAll(() => shopify.close());

beforeEach(async () => {
  state.checkouts.clear();
  await db.send.deleteMany();
  await db.checkout.deleteMany();
  await db.checkoutSweep.deleteMany();
});

/** A customer begins a checkout, and leaves it long enough ago for Shopify to list it. */
function abandon(quantity = 2) {
  const cart = {
    token: newToken(),
    lines: [{ key: newToken(), variantId: variant.id, quantity }],
    discountCodes: [],
    note: null,
    attributes: {},
  };
  const begun = startCheckout(shopify.simulation, state, cart, { customer, locale: "ja" });
  if (begun.kind === "empty") throw new Error("The stand-in's product cannot be bought.");
  clock.advance(11 * 60_000);
  return begun.checkout;
}

const sweepNow = () => checkoutSweepJob.handle({ shopId: shop.id });
const now = () => new Date(clock.now());

test("a checkout that no webhook told is found, with customer, items and amount, and its recovery planned", async () => {
  const checkout = abandon(3);
  await sweepNow();
  const found = await db.checkout.findFirstOrThrow({ where: { shopId: shop.id } });
  expect(found).toMatchObject({
    name: `#${checkout.id}`,
    cartToken: checkout.cartToken,
    customerGid: `gid://shopify/Customer/${customer.id}`,
    itemCount: 3,
    currency: "JPY",
    lineItems: [
      {
        productId: String(checkout.lines[0]!.productId),
        variantId: String(variant.id),
        title: checkout.lines[0]!.title,
        quantity: 3,
      },
    ],
  });
  expect(found.recoveryUrl).toContain("/recover?key=");
  expect(found.totalPrice.toNumber()).toBeGreaterThan(0);
  expect(await db.send.findMany()).toMatchObject([{ subjectId: found.id, state: "planned" }]);
});

test("a webhook that comes after the sweep finds the same checkout, and fills what the sweep could not tell", async () => {
  const checkout = abandon();
  await sweepNow();
  const swept = await db.checkout.findFirstOrThrow();
  expect(swept.token).toBeNull();
  const payload = payloadOf(shopify.simulation, state, checkout);
  await tell(shop, "checkouts/create", payload, new Date(checkout.createdAt));
  expect(await db.checkout.findMany()).toMatchObject([
    { id: swept.id, token: checkout.token, customerLocale: "ja-JP" },
  ]);
  expect(await db.send.count()).toBe(1);
});

test("a sweep that comes after the webhook changes nothing that the webhook told", async () => {
  const checkout = abandon();
  const payload = payloadOf(shopify.simulation, state, checkout);
  await tell(shop, "checkouts/create", payload, new Date(checkout.createdAt));
  const told = await db.checkout.findMany();
  await sweepNow();
  await sweepNow();
  expect(await db.checkout.findMany()).toEqual(told);
});

test("a checkout that became an order unheard is not reminded of", async () => {
  const checkout = abandon();
  await sweepNow();
  completeCheckout(shopify.simulation, state, checkout, "card");
  await sweepNow();
  expect(await db.send.findMany()).toMatchObject([{ state: "skipped", reason: "ordered" }]);
});

test("many checkouts are read page by page, each once", async () => {
  for (let count = 0; count < 15; count++) abandon();
  const before = requests.list().filter(({ path }) => path.endsWith("graphql.json")).length;
  let recorded = 0;
  const onRecorded = async (_tx: unknown, checkouts: unknown[]) =>
    void (recorded += checkouts.length);
  const options = { db, shopId: shop.id, now: now(), onRecorded };
  expect(await sweepAbandonedCheckouts(options)).toBe(15);
  const after = requests.list().filter(({ path }) => path.endsWith("graphql.json")).length;
  expect([recorded, after - before, await db.checkout.count()]).toEqual([15, 3, 15]);
  expect(await sweepAbandonedCheckouts(options)).toBe(0);
});

test("the next sweep begins where the last one ended, with an hour to spare for what Shopify lists late", async () => {
  await claimDueSweeps({ db, now: now() });
  abandon();
  const onRecorded = () => Promise.resolve();
  const readAt = now();
  expect(await sweepAbandonedCheckouts({ db, shopId: shop.id, now: readAt, onRecorded })).toBe(1);
  const first = await db.checkoutSweep.findFirstOrThrow();
  expect(first.readUntil).toEqual(readAt);
  await db.checkout.deleteMany();
  clock.advance(2 * 60 * 60_000);
  // Untouched for two hours: read before, and not read again.
  await db.checkoutSweep.updateMany({ data: { readUntil: now() } });
  expect(await sweepAbandonedCheckouts({ db, shopId: shop.id, now: now(), onRecorded })).toBe(0);
});

test("a shop is swept every ten minutes while it is installed, by one of several workers", async () => {
  const start = now();
  const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
  const claims = [0, 1, 2].map(() => claimDueSweeps({ db, now: start }));
  expect((await Promise.all(claims)).toSorted()).toEqual([0, 0, 1]);
  expect(await claimDueSweeps({ db, now: at(9) })).toBe(0);
  expect(await claimDueSweeps({ db, now: at(10) })).toBe(1);
  await db.shop.update({ where: { id: shop.id }, data: { uninstalledAt: at(11) } });
  expect(await claimDueSweeps({ db, now: at(30) })).toBe(0);
  await db.shop.update({ where: { id: shop.id }, data: { uninstalledAt: null } });
});

test("a shop without a token is left for later, without a retry", async () => {
  const stranger = await createShop(db);
  await expect(checkoutSweepJob.handle({ shopId: stranger.id })).resolves.toBeUndefined();
});

test.each([
  ["https://shop.jp/548380009/checkouts/123123123/recover?key=x", { tokenInUrl: "123123123" }],
  ["https://shop.jp/1/checkouts/ac/Z2NwLWFzaWE/recover?key=x", { cartToken: "Z2NwLWFzaWE" }],
  ["https://shop.jp/checkouts/cn/hWN1abc/ja-jp/recover?key=x", { tokenInUrl: "hWN1abc" }],
  ["https://shop.jp/cart", {}],
  ["no url", {}],
])("in %s stands %j", (url, key) => {
  expect(keyInUrl(url)).toEqual(key);
});
