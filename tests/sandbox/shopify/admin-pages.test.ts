import { expect, test } from "vitest";

import { createBrowser } from "./browser.ts";
import { apiKey, startStandIn } from "./stand-in-fixture.ts";

async function openAdmin() {
  const fixture = await startStandIn();
  const { standIn, control } = fixture;
  const shop = standIn.shop();
  const customer = [...shop.customers.values()][0]!;
  const variant = [...shop.products.values()][0]!.variants[0]!;
  const placeOrder = async (payment: string) => {
    const checkout = await control<{ token: string }>("POST /checkouts", {
      customerId: customer.id,
      lines: [{ variantId: variant.id, quantity: 2 }],
    });
    return control<{ id: number }>(`POST /checkouts/${checkout.token}/complete`, { payment });
  };
  return {
    ...fixture,
    shop,
    customer,
    variant,
    placeOrder,
    browser: createBrowser(standIn.urls.admin),
  };
}

const store = "/store/musubi-sandbox";

test("an order is paid, refunded in part and cancelled by hand, and the app hears of each", async () => {
  const { standIn, app, browser, placeOrder, variant } = await openAdmin();
  const { id } = await placeOrder("konbini");
  expect((await browser.visit(`${store}/orders`)).html).toContain("#1001");
  await browser.submit(`${store}/orders/${id}/pay`, {});
  await browser.submit(`${store}/orders/${id}/refund`, { amount: "500" });
  const { html } = await browser.submit(`${store}/orders/${id}/cancel`, {});
  expect(html).toContain("partially_refunded, cancelled");
  await standIn.settled();
  expect(app.bodies("orders/paid")).toHaveLength(1);
  expect(app.bodies("refunds/create")[0]).toMatchObject({
    order_id: id,
    transactions: [{ amount: "500" }],
  });
  expect(app.bodies("orders/cancelled")[0]).toMatchObject({ cancel_reason: "customer" });
  expect(variant.stock).toBe(40);
});

test("a customer is tagged, asked about, merged and deleted by hand", async () => {
  const { standIn, app, browser, shop, customer, placeOrder } = await openAdmin();
  const path = `${store}/customers/${customer.id}`;
  expect((await browser.submit(`${path}/tag`, { tag: "<b>VIP</b>" })).html).toContain(
    "&lt;b&gt;VIP&lt;/b&gt;",
  );
  await browser.submit(`${path}/data_request`, {});
  await browser.submit(`${path}/redact`, {});
  await placeOrder("card");
  expect((await browser.submit(`${path}/delete`, {})).html).toContain("削除できません");
  const other = [...shop.customers.values()][1]!;
  await browser.submit(`${store}/customers/${other.id}/merge`, { into: String(customer.id) });
  await standIn.settled();
  expect(shop.customers.has(other.id)).toBe(false);
  expect(customer.tags).toContain("常連");
  expect(app.bodies("customers/data_request")).toHaveLength(1);
  expect(app.bodies("customers/redact")[0]).toMatchObject({ customer: { id: customer.id } });
  expect(app.bodies("customers/merge")[0]).toMatchObject({ status: "success" });
});

test("an app that is not installed is offered for installation, with its scopes, and opens after it", async () => {
  const { browser, shop } = await openAdmin();
  await browser.submit(`${store}/apps/uninstall`, {});
  const offered = await browser.visit(`${store}/apps/${apiKey}`);
  expect(offered.html).toContain("read_customer_merge");
  const opened = await browser.submit(`${store}/apps/install`, {});
  expect(opened.html).toContain("data-app-frame");
  expect(shop.installation?.scopes).toContain("write_customers");
});

test("theme blocks are hidden and shown, and stock is changed, from the admin", async () => {
  const { browser, shop, variant } = await openAdmin();
  await browser.submit(`${store}/themes/current/blocks/floating`, {});
  expect(shop.settings.hiddenBlocks).toEqual(["floating"]);
  await browser.submit(`${store}/variants/${variant.id}/stock`, { stock: "0" });
  expect(variant.stock).toBe(0);
});

test("opening the app takes over the toml's scopes, and the app hears of it", async () => {
  const { standIn, app, browser, control } = await openAdmin();
  await control("POST /scopes", { scopes: ["read_products"] });
  await browser.visit(`${store}/apps/${apiKey}`);
  await standIn.settled();
  expect(app.bodies("app/scopes_update").at(-1)).toMatchObject({ previous: ["read_products"] });
});

test("a page of another site can neither act in the admin nor get a session token", async () => {
  const { standIn, shop } = await openAdmin();
  const headers = { origin: "https://evil.example" };
  for (const path of [`${store}/apps/uninstall`, `${store}/app-bridge/session-token`]) {
    const response = await fetch(standIn.urls.admin + path, { method: "POST", headers });
    expect(response.status).toBe(403);
  }
  expect(shop.installation).not.toBeNull();
});

test("unknown stores, apps and pages are 404 or say that there is no such page", async () => {
  const { browser } = await openAdmin();
  expect((await browser.visit("/store/nobody/customers")).status).toBe(404);
  expect((await browser.visit(`${store}/settings/billing`)).html).toContain(
    "このページはありません",
  );
});
