import sharp from "sharp";
import { expect, test } from "vitest";

import { gid } from "#sandbox/shopify/state/ids.ts";

import { createBrowser } from "./browser.ts";
import { askAdmin, startStandIn } from "./stand-in-fixture.ts";

const firstOf = <T>(items: Iterable<T>): T => [...items][0]!;

async function openStore() {
  const fixture = await startStandIn();
  const { standIn } = fixture;
  const product = firstOf(standIn.shop().products.values());
  return {
    ...fixture,
    browser: createBrowser(standIn.urls.storefront),
    customer: firstOf(standIn.shop().customers.values()),
    product,
    variant: product.variants[0]!,
  };
}

test("the home page shows the products, and an app block with the defaults of its schema", async () => {
  const { browser } = await openStore();
  const { html } = await browser.visit("/");
  expect(html).toContain("宇治煎茶 初摘み");
  expect(html).toContain("¥1,080");
  expect(html).toContain('style="color: #123456"');
  expect(html).toContain("ログインして連携");
  expect(html).toContain('<i data-size="12"></i>');
  expect(html).toContain('href="/cdn/extensions/link-theme/assets/link.css"');
  const css = await browser.request("/cdn/extensions/link-theme/assets/link.css");
  expect(await css.text()).toContain(".link-block");
});

test("embeds stand on every page, app blocks only where the theme has a section, and the merchant can hide them", async () => {
  const { browser, control } = await openStore();
  const cart = await browser.visit("/cart");
  expect(cart.html).toContain('class="floating"');
  expect(cart.html).not.toContain("link-block");
  await control("POST /shop/settings", {
    hiddenBlocks: ["floating"],
    blockSettings: { link: { color: "#abcdef" } },
  });
  const home = await browser.visit("/");
  expect(home.html).not.toContain('class="floating"');
  expect(home.html).toContain("color: #abcdef");
});

test("a block sees the logged-in customer and the app's own metafield, in the visitor's language", async () => {
  const { standIn, browser, customer } = await openStore();
  await browser.submit("/customer_authentication/login", { customer: String(customer.id) });
  await browser.submit("/localization", { locale_code: "en" });
  expect((await browser.visit("/")).html).toContain("Connect</a>");
  await askAdmin(
    standIn,
    `mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }`,
    { m: [{ ownerId: gid("Customer", customer.id), key: "linked", value: "true" }] },
  );
  expect((await browser.visit("/account")).html).toContain("美咲 佐藤 is connected");
});

test("an uninstalled app leaves nothing in the theme", async () => {
  const { browser, control } = await openStore();
  await control("POST /uninstall");
  expect((await browser.visit("/")).html).not.toContain("link-block");
});

test("product pictures are JPEG of 1024 by 1024, and the sold-out product says so", async () => {
  const { browser } = await openStore();
  const picture = await browser.request("/cdn/shop/files/uji-sencha.jpg");
  expect(picture.headers.get("content-type")).toBe("image/jpeg");
  const { format, width, height } = await sharp(
    Buffer.from(await picture.arrayBuffer()),
  ).metadata();
  expect([format, width, height]).toEqual(["jpeg", 1_024, 1_024]);
  expect((await browser.visit("/products/janome-umbrella")).html).toContain("在庫なし");
  expect((await browser.visit("/products/nothing")).status).toBe(404);
});

test("login goes back to a path of the shop and never to another site", async () => {
  const { browser, customer } = await openStore();
  const login = await browser.visit("/account");
  expect(login.url.pathname).toBe("/customer_authentication/login");
  for (const evil of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
  ]) {
    const response = await browser.request("/customer_authentication/login", {
      method: "POST",
      body: new URLSearchParams({ customer: String(customer.id), return_to: evil }),
    });
    expect(response.headers.get("location")).toBe("/account");
  }
  const back = await browser.visit("/customer_authentication/login?return_to=/products/uji-sencha");
  expect(back.url.pathname).toBe("/products/uji-sencha");
});

test("a guest's checkout is silent until an e-mail address is typed, then created, changed and paid", async () => {
  const { standIn, app, browser, variant } = await openStore();
  await browser.submit("/cart/add", { id: String(variant.id), quantity: "2" });
  const opened = await browser.submit("/cart", { checkout: "1" });
  await standIn.settled();
  expect(app.received.filter((each) => each.topic?.startsWith("checkouts/"))).toEqual([]);
  const path = opened.url.pathname;

  await browser.submit(`${path}/contact`, { email: "guest@example.jp" });
  await browser.submit(`${path}/address`, {
    last_name: "客野",
    first_name: "一郎",
    zip: "150-0001",
    city: "渋谷区",
    address1: "神宮前1-1",
  });
  const thanks = await browser.submit(`${path}/pay`, { payment: "card" });
  expect(thanks.html).toContain("ご注文ありがとうございます");
  await standIn.settled();
  const [created] = app.bodies("checkouts/create");
  expect(created).toMatchObject({ email: "guest@example.jp", completed_at: null });
  const updates = app.bodies("checkouts/update");
  expect(updates[0]).toMatchObject({ shipping_address: { last_name: "客野" } });
  expect(updates.at(-1)!.completed_at).toEqual(expect.any(String));
  expect(app.bodies("orders/create")[0]).toMatchObject({
    checkout_token: created!.token,
    cart_token: created!.cart_token,
    financial_status: "paid",
    total_price: "2660",
  });
  expect(app.bodies("orders/paid")).toHaveLength(1);
  expect(app.bodies("customers/create")[0]).toMatchObject({
    email: "guest@example.jp",
    state: "disabled",
  });
});

test("a logged-in customer's checkout is announced at once, can be emptied, and comes back by its recovery link", async () => {
  const { standIn, app, browser, customer, variant } = await openStore();
  await browser.submit("/customer_authentication/login", { customer: String(customer.id) });
  await browser.submit("/cart/add", { id: String(variant.id) });
  const opened = await browser.submit("/cart", { checkout: "1" });
  await standIn.settled();
  const [created] = app.bodies("checkouts/create");
  expect(created).toMatchObject({ customer: { id: customer.id } });

  const phone = createBrowser(standIn.urls.storefront);
  const recovered = await phone.visit(
    `${String(created!.abandoned_checkout_url)}&discount=WELCOME10`,
  );
  expect(recovered.url.pathname).toBe(opened.url.pathname);
  expect(recovered.html).toContain("−¥108");
  const forged = new URL(String(created!.abandoned_checkout_url));
  forged.searchParams.set("key", "guessed");
  expect((await phone.visit(forged.href)).status).toBe(404);

  await browser.submit(`${opened.url.pathname}/lines`, { empty: "1" });
  await standIn.settled();
  expect(app.bodies("checkouts/update").at(-1)).toMatchObject({ line_items: [], total_price: "0" });
});

test("paying at a convenience store is an order with the payment pending, whose link leads to its status", async () => {
  const { standIn, app, browser, customer, variant } = await openStore();
  await browser.submit("/customer_authentication/login", { customer: String(customer.id) });
  const permalink = await browser.visit(`/cart/${variant.id}:3?discount=WELCOME10`);
  expect(permalink.url.pathname).toMatch(/^\/checkouts\//);
  await browser.submit(`${permalink.url.pathname}/pay`, { payment: "konbini" });
  await standIn.settled();
  expect(app.bodies("orders/create")[0]).toMatchObject({
    financial_status: "pending",
    discount_codes: [{ code: "WELCOME10", amount: "324", type: "percentage" }],
  });
  expect(app.bodies("orders/paid")).toEqual([]);
  const [created] = app.bodies("checkouts/create");
  const again = await browser.visit(String(created!.abandoned_checkout_url));
  expect(again.html).toContain("お支払い待ち");
  expect(standIn.shop().products.get(variant.productId)!.variants[0]!.stock).toBe(37);
});
