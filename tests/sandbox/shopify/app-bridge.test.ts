import type { Browser, FrameLocator, Page } from "playwright-core";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { USER_AGENT, launchBrowser } from "#tests/setup/browser.ts";

import { apiKey, shopDomain, startStandIn } from "./stand-in-fixture.ts";
import type { AppAnswer, Received } from "./stand-in-fixture.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

/** An embedded app without a framework: every path is a page that loads App Bridge and shows where it is. */
function appDocument(appBridgeUrl: string, { path }: Received, body: string): AppAnswer {
  const html = `<!doctype html><html><head><title>App</title>
    <script data-api-key="${apiKey}" src="${appBridgeUrl}"></script></head>
    <body><h1>${path}</h1><p id="result"></p>${body}</body></html>`;
  return { headers: { "content-type": "text/html" }, body: html };
}

async function openApp(body: string, path = "", size = { width: 1200, height: 800 }) {
  const fixture = await startStandIn();
  const { standIn, app } = fixture;
  const appBridgeUrl = `${standIn.urls.admin}/app-bridge.js`;
  app.answer = (request) => {
    if (request.path.startsWith("/webhooks")) return { status: 200 };
    if (request.path === "/api/echo") {
      return { body: JSON.stringify({ authorization: request.headers.authorization ?? null }) };
    }
    return appDocument(appBridgeUrl, request, body);
  };
  const context = await browser.newContext({ userAgent: USER_AGENT, viewport: size });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const base = `${standIn.urls.admin}/store/musubi-sandbox`;
  await page.goto(`${base}/apps/${apiKey}${path}`);
  const frame = page.frameLocator("[data-app-frame]");
  await frame.locator("h1").waitFor();
  return { ...fixture, page, frame, base, errors, context };
}

const resultOf = (frame: FrameLocator) => frame.locator("#result");
const run = (page: Page, script: string): Promise<unknown> => {
  const frame = page.frames().find((each) => each !== page.mainFrame());
  if (!frame) throw new Error("The app's frame is gone.");
  return frame.evaluate(script);
};

test("the app is opened in a frame with Shopify's parameters and a genuine session token", async () => {
  const { app, context, errors } = await openApp("", "/settings?tab=2");
  const request = app.received.find((each) => each.path === "/settings")!;
  expect(request.query.get("embedded")).toBe("1");
  expect(request.query.get("tab")).toBe("2");
  expect(request.query.get("shop")).toBe(shopDomain);
  expect(Buffer.from(request.query.get("host")!, "base64").toString()).toBe(
    "admin.shopify.com/store/musubi-sandbox",
  );
  const claims = decodeJwt(request.query.get("id_token")!);
  expect(claims).toMatchObject({
    iss: `https://${shopDomain}/admin`,
    dest: `https://${shopDomain}`,
    aud: apiKey,
  });
  expect(claims.exp! - claims.iat!).toBe(60);
  expect(errors).toEqual([]);
  await context.close();
}, 60_000);

test("requests to the app's own origin carry a fresh session token, others carry none", async () => {
  const { page, frame, context } = await openApp("");
  const script = `fetch("/api/echo").then(r => r.json()).then(j => { document.querySelector("#result").textContent = j.authorization })`;
  await run(page, script);
  await resultOf(frame)
    .getByText(/^Bearer ey/)
    .waitFor();
  const first = (await resultOf(frame).textContent())!;
  await run(page, script);
  await expect.poll(() => resultOf(frame).textContent()).not.toBe(first);
  const config = await run(page, "({ ...shopify.config })");
  expect(config).toMatchObject({ apiKey, shop: shopDomain, locale: "ja" });
  await context.close();
}, 60_000);

test("the bounce page leads back to the page with a fresh token, and never to another origin", async () => {
  const { app, page, appUrl, context } = await openApp("");
  const bounce = async (reload: string) => {
    const frame = page.frames().find((each) => each !== page.mainFrame())!;
    await frame.goto(`${appUrl}/auth/session-token?shopify-reload=${encodeURIComponent(reload)}`);
  };
  await bounce(`${appUrl}/after?x=1`);
  await expect
    .poll(() => app.received.find((each) => each.path === "/after")?.query.get("id_token"))
    .toMatch(/^ey/);
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  await frame.waitForURL(/\/after/);
  await bounce("https://evil.example/steal");
  await expect.poll(() => page.frames().at(-1)!.url()).toContain("/auth/session-token");
  await context.close();
}, 60_000);

test("the app's navigation is drawn by the admin, opens pages in the frame, and the address follows", async () => {
  const body = `<ui-nav-menu><a href="/" rel="home">Home</a><a href="/people">People</a></ui-nav-menu>
    <ui-title-bar title="Editor"><button variant="primary" onclick="document.querySelector('#result').textContent='pressed'">Create</button></ui-title-bar>`;
  const { page, frame, base, context } = await openApp(body);
  await page.locator("nav").getByRole("link", { name: "People" }).click();
  await frame.getByRole("heading", { name: "/people" }).waitFor();
  await expect.poll(() => page.url()).toBe(`${base}/apps/${apiKey}/people`);
  await page.getByRole("button", { name: "Create" }).click();
  await resultOf(frame).getByText("pressed").waitFor();
  await run(page, 'history.pushState({}, "", "/people/7?shop=x&tab=notes")');
  await expect.poll(() => page.url()).toBe(`${base}/apps/${apiKey}/people/7?tab=notes`);
  await page.reload();
  await frame.getByRole("heading", { name: "/people/7" }).waitFor();
  await run(page, 'open("shopify://admin/customers", "_top")');
  await page.waitForURL(`${base}/customers`);
  await context.close();
}, 60_000);

test("a router that listens is told where to go instead of the page being loaded anew", async () => {
  const body = `<ui-nav-menu><a href="/people">People</a></ui-nav-menu><script>
    addEventListener("shopify:navigate", (event) => {
      document.querySelector("#result").textContent = "router: " + event.target.getAttribute("href");
    });</script>`;
  const { page, frame, context } = await openApp(body);
  await page.locator("nav").getByRole("link", { name: "People" }).click();
  await resultOf(frame).getByText("router: /people").waitFor();
  await frame.getByRole("heading", { name: "/", exact: true }).waitFor();
  await context.close();
}, 60_000);

const saveBarBody = `<ui-nav-menu><a href="/people">People</a></ui-nav-menu>
  <ui-save-bar id="bar">
    <button variant="primary" onclick="document.querySelector('#result').textContent='saved'; this.parentElement.hide()"></button>
    <button onclick="document.querySelector('#result').textContent='discarded'; this.parentElement.hide()"></button>
  </ui-save-bar>`;

test("the save bar is drawn by the admin, saves, discards, and asks before anyone leaves", async () => {
  const { page, frame, context } = await openApp(saveBarBody);
  const bar = page.locator("[data-save-bar]");
  await run(page, 'shopify.saveBar.show("bar")');
  await bar.getByRole("button", { name: "保存する" }).click();
  await resultOf(frame).getByText("saved").waitFor();
  await bar.waitFor({ state: "hidden" });

  await run(page, 'document.querySelector("#bar").show()');
  await page.locator("nav").getByRole("link", { name: "People" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "とどまる" }).click();
  await frame.getByRole("heading", { name: "/", exact: true }).waitFor();
  await bar.getByRole("button", { name: "破棄" }).click();
  await resultOf(frame).getByText("discarded").waitFor();

  await run(page, 'document.querySelector("#bar").show()');
  const left = run(page, 'shopify.saveBar.leaveConfirmation().then(() => "left")');
  await page.getByRole("dialog").getByRole("button", { name: "離れる" }).click();
  expect(await left).toBe("left");
  await bar.waitFor({ state: "hidden" });
  expect(await run(page, 'shopify.saveBar.leaveConfirmation().then(() => "free")')).toBe("free");
  await context.close();
}, 60_000);

test("toasts, the picker, the modal and the state of the theme blocks work", async () => {
  const body = `<ui-modal id="modal"><p>Inside</p><ui-title-bar title="A question"><button variant="primary">Yes</button></ui-title-bar></ui-modal>`;
  const { page, frame, control, context } = await openApp(body);
  await run(page, 'shopify.toast.show("保存しました")');
  await page.getByRole("status").getByText("保存しました").waitFor();

  const picked = run(page, 'shopify.resourcePicker({ type: "product", multiple: true })');
  await page.getByRole("dialog").getByLabel("ゆず石けん").check();
  await page.getByRole("dialog").getByRole("button", { name: "選択する" }).click();
  expect(await picked).toMatchObject([{ handle: "yuzu-soap" }]);

  await run(page, 'shopify.modal.show("modal")');
  await frame.getByRole("dialog", { name: "A question" }).getByText("Inside").waitFor();
  await run(page, 'shopify.modal.hide("modal")');
  await frame.getByRole("dialog").waitFor({ state: "hidden" });

  await control("POST /shop/settings", { hiddenBlocks: ["floating"] });
  expect(await run(page, "shopify.app.extensions()")).toMatchObject([
    {
      handle: "link-theme",
      activations: expect.arrayContaining([
        expect.objectContaining({ handle: "link", status: "active" }),
        expect.objectContaining({ handle: "floating", status: "available", activations: [] }),
      ]) as unknown[],
    },
  ]);
  await context.close();
}, 60_000);

test("at 390 pixels the admin's menu is a drawer and nothing scrolls sideways", async () => {
  const body = `<ui-nav-menu><a href="/people">People</a></ui-nav-menu>`;
  const { page, frame, context } = await openApp(body, "", { width: 390, height: 844 });
  const isWide = () => page.evaluate("document.documentElement.scrollWidth > innerWidth");
  expect(await isWide()).toBe(false);
  const link = page.locator("nav").getByRole("link", { name: "People" });
  await link.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "メニュー" }).click();
  await link.click();
  await frame.getByRole("heading", { name: "/people" }).waitFor();
  await page.goto(`${new URL(page.url()).origin}/store/musubi-sandbox/customers?locale=en`);
  await page.getByRole("heading", { name: "Customers" }).waitFor();
  expect(await isWide()).toBe(false);
  await context.close();
}, 60_000);

test("another window or origin cannot speak for the app", async () => {
  const { page, context } = await openApp(saveBarBody);
  await page.evaluate(
    'window.postMessage({ standIn: "app-bridge", id: 1, method: "toastShow", args: { id: "x", message: "forged", isError: false, duration: 5000, action: null } }, "*")',
  );
  await run(page, 'shopify.toast.show("genuine")');
  await page.getByText("genuine").waitFor();
  expect(await page.getByText("forged").count()).toBe(0);
  await context.close();
}, 60_000);
