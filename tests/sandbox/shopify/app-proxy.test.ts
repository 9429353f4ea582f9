import { createHmac } from "node:crypto";

import { expect, test } from "vitest";

import { createBrowser } from "./browser.ts";
import { apiSecret, shopDomain, startStandIn } from "./stand-in-fixture.ts";
import type { Received } from "./stand-in-fixture.ts";

/** Shopify's rule, written down once more: sorted `k=v`, several values by commas, joined by nothing. */
function signatureOf({ query }: Received): string {
  const keys = [...new Set(query.keys())].filter((key) => key !== "signature");
  const message = keys
    .map((key) => `${key}=${query.getAll(key).join(",")}`)
    .sort()
    .join("");
  return createHmac("sha256", apiSecret).update(message).digest("hex");
}

async function openProxy() {
  const fixture = await startStandIn();
  const browser = createBrowser(fixture.standIn.urls.storefront);
  const customer = [...fixture.standIn.shop().customers.values()][0]!;
  const proxied = () => fixture.app.received.filter((each) => each.path.startsWith("/proxy"));
  return { ...fixture, browser, customer, proxied };
}

test("a logged-in customer's request arrives signed, with method, body and path, and without cookies", async () => {
  const { browser, customer, proxied } = await openProxy();
  await browser.submit("/customer_authentication/login", { customer: String(customer.id) });
  await browser.request("/apps/test-app/link/confirm?step=2&tag=a&tag=b", {
    method: "POST",
    body: new URLSearchParams({ agree: "yes" }),
  });
  const [request] = proxied();
  expect([request!.method, request!.path, request!.body]).toEqual([
    "POST",
    "/proxy/link/confirm",
    "agree=yes",
  ]);
  expect(Object.fromEntries(request!.query)).toMatchObject({
    step: "2",
    shop: shopDomain,
    logged_in_customer_id: String(customer.id),
    path_prefix: "/apps/test-app",
  });
  expect(request!.query.get("signature")).toBe(signatureOf(request!));
  expect(Math.abs(Number(request!.query.get("timestamp")) - Date.now() / 1_000)).toBeLessThan(10);
  expect(request!.headers.cookie).toBeUndefined();
});

test("a visitor cannot say for Shopify who is logged in, and a logged-out one has an empty id", async () => {
  const { browser, proxied } = await openProxy();
  await browser.request(
    "/apps/test-app?logged_in_customer_id=999&shop=evil.example&signature=00&x=1",
  );
  const [request] = proxied();
  expect(request!.query.getAll("logged_in_customer_id")).toEqual([""]);
  expect(request!.query.getAll("shop")).toEqual([shopDomain]);
  expect(request!.query.get("signature")).toBe(signatureOf(request!));
});

test("duplicates of Shopify's parameters pass, correctly signed, when the shop is told to let them", async () => {
  const { browser, proxied, control } = await openProxy();
  await control("POST /shop/settings", { proxyForwardsDuplicates: true });
  await browser.request("/apps/test-app?logged_in_customer_id=999");
  const [request] = proxied();
  expect(request!.query.getAll("logged_in_customer_id")).toEqual(["999", ""]);
  expect(request!.query.get("signature")).toBe(signatureOf(request!));
});

test("application/liquid is drawn in the theme, other answers pass as they are, cookies stay behind", async () => {
  const { app, browser } = await openProxy();
  app.answer = () => ({
    headers: { "content-type": "application/liquid", "set-cookie": "spy=1" },
    body: "<p id='from-app'>{{ shop.name }}</p>",
  });
  const drawn = await browser.request("/apps/test-app/page");
  expect(drawn.headers.get("content-type")).toContain("text/html");
  expect(drawn.headers.getSetCookie().join()).not.toContain("spy");
  const html = await drawn.text();
  expect(html).toContain("<p id='from-app'>結び堂</p>");
  expect(html).toContain('class="header"');

  app.answer = () => ({
    headers: { "content-type": "application/liquid" },
    body: "{% layout none %}<b>{{ shop.name }}</b>",
  });
  expect(await (await browser.request("/apps/test-app/page")).text()).toBe("<b>結び堂</b>");

  app.answer = () => ({
    headers: { "content-type": "application/json" },
    body: '{"a":"{{ shop }}"}',
  });
  expect(await (await browser.request("/apps/test-app/data")).text()).toBe('{"a":"{{ shop }}"}');
});

test("a redirect of the app is the browser's to follow", async () => {
  const { app, browser } = await openProxy();
  app.answer = () => ({
    status: 302,
    headers: { location: "https://access.example/authorize?x=1" },
  });
  const response = await browser.request("/apps/test-app/link");
  expect([response.status, response.headers.get("location")]).toEqual([
    302,
    "https://access.example/authorize?x=1",
  ]);
});

test("without the app installed there is no such page, and a fault can strike the proxy alone", async () => {
  const { browser, control, faults, proxied } = await openProxy();
  faults.add({ service: "shopify", endpoint: "app-proxy", kind: "error", times: 1 });
  expect((await browser.request("/apps/test-app")).status).toBe(500);
  expect((await browser.request("/")).status).toBe(200);
  await control("POST /uninstall");
  expect((await browser.request("/apps/test-app")).status).toBe(404);
  expect(proxied()).toEqual([]);
});
