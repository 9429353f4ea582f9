import AxeBuilder from "@axe-core/playwright";
import { Liquid } from "liquidjs";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";

const folder = "extensions/musubi-theme";
const words = JSON.parse(readFileSync(`${folder}/locales/ja.default.json`, "utf8")) as Record<
  string,
  Record<string, string>
>;
const engine = new Liquid({ root: `${folder}/snippets`, extname: ".liquid" });
engine.registerFilter("t", (key: string) => {
  const [group = "", name = ""] = key.split(".");
  return words[group]?.[name];
});

/** What the app answers to the block's question. */
let status: { code: number; body: object };
let asked: number;
let origin: string;
let browser: Browser;
let page: Page;

async function storefront(customer: object | null) {
  const draw = (file: string, settings: object) =>
    engine.parseAndRender(
      readFileSync(`${folder}/blocks/${file}.liquid`, "utf8").replace(/\{% schema %\}[\s\S]+/, ""),
      {
        customer,
        request: { path: "/products/kettle", locale: { iso_code: "ja" } },
        block: { settings },
      },
    ) as Promise<string>;
  const block = await draw("connect-line", { alignment: "left", show_linked: true });
  const embed = await draw("connect-line-embed", { position: "right", show_logged_out: true });
  return `<!doctype html><html lang="ja"><meta name="viewport" content="width=device-width,initial-scale=1">
    <title>急須</title><link rel="stylesheet" href="/musubi-line.css">
    <main><h1>急須</h1><div style="height:2000px"></div>${block}</main>${embed}
    <script src="/musubi-line.js" defer></script>`;
}

const customers: Record<string, object | null> = {
  out: null,
  unlinked: { metafields: {} },
  linked: { metafields: { $app: { line_linked: { value: true } } } },
};

const server = createServer((request, answer) => {
  const url = new URL(request.url ?? "/", "http://store");
  if (url.pathname === "/apps/musubi/status") {
    asked += 1;
    answer
      .writeHead(status.code, { "content-type": "application/json" })
      .end(JSON.stringify(status.body));
    return;
  }
  if (/\.(css|js)$/.test(url.pathname)) {
    const type = url.pathname.endsWith(".css") ? "text/css" : "text/javascript";
    answer
      .writeHead(200, { "content-type": type })
      .end(readFileSync(`${folder}/assets${url.pathname}`));
    return;
  }
  void storefront(customers[url.searchParams.get("as") ?? "out"] ?? null).then((html) =>
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html),
  );
});

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(async () => {
  status = { code: 200, body: { state: "not_linked", addFriendUrl: null } };
  asked = 0;
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    userAgent: USER_AGENT,
  });
  page = await context.newPage();
  return () => context.close();
});

const block = () => page.locator("main musubi-line");
const button = () => block().getByRole("link", { name: "LINEでログインして連携" });
const wayOf = async () =>
  new URL((await button().getAttribute("href")) ?? "", origin).searchParams.get("return_to");

test("the page's query is remembered for the way back, and a visitor's page asks the app nothing", async () => {
  await page.goto(`${origin}/products/kettle?as=out&variant=2`);
  await expect.poll(wayOf).toBe("/products/kettle?as=out&variant=2");
  expect(asked).toBe(0);
});

test("without script the button leads to the same page's path", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, userAgent: USER_AGENT });
  page = await context.newPage();
  await page.goto(`${origin}/products/kettle?as=unlinked`);
  expect(await wayOf()).toBe("/products/kettle");
  await context.close();
});

test("just linked: said in view, once, taken out of the address, before the metafield has followed", async () => {
  status.body = { state: "linked", addFriendUrl: "https://line.me/R/ti/p/%40musubi" };
  await page.goto(`${origin}/products/kettle?as=unlinked&musubi=linked`);
  const news = block().getByRole("status");
  await expect.poll(() => news.textContent()).toBe("LINEと連携しました。");
  await expect.poll(() => page.url()).toBe(`${origin}/products/kettle?as=unlinked`);
  const box = await news.boundingBox();
  expect(box && box.y > 0 && box.y < 844).toBe(true);
  await expect.poll(() => block().getByText("LINEと連携しています").isVisible()).toBe(true);
  await expect
    .poll(() => block().getByRole("link", { name: "友だち追加" }).getAttribute("href"))
    .toBe("https://line.me/R/ti/p/%40musubi");
  expect(await page.getByRole("link", { name: "LINEでログインして連携" }).count()).toBe(0);
  // Block and embed ask together, once.
  expect(asked).toBe(1);
  await page.reload();
  expect(await news.textContent()).toBe("");
});

test("unlinked by the merchant a moment ago: the app's word wins over the metafield", async () => {
  await page.goto(`${origin}/products/kettle?as=linked`);
  await expect.poll(() => button().isVisible()).toBe(true);
});

test("when the app does not answer, what Liquid drew stands", async () => {
  status = { code: 502, body: {} };
  await page.goto(`${origin}/products/kettle?as=linked`);
  await expect.poll(() => asked).toBe(1);
  expect(await block().getByText("LINEと連携しています").isVisible()).toBe(true);
});

test("nothing is wider than a phone, and nothing bars the way of a screen reader or a keyboard", async () => {
  for (const as of ["out", "unlinked", "linked"]) {
    await page.goto(`${origin}/products/kettle?as=${as}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const { violations } = await new AxeBuilder({ page })
      // LINE prescribes white on #06C755 (LINE Login button design guidelines); all else is held to AA.
      .exclude(".musubi-line__button")
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
