import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import express from "express";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servePage } from "#sandbox/phone/serve-page.ts";
import { launchBrowser } from "#tests/setup/browser.ts";
import { flexSamples } from "#tests/ui/line-talk/flex-samples.ts";

let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const app = express();
  app.use(
    await servePage({
      entry: fileURLToPath(new URL("./page.tsx", import.meta.url)),
      title: "Drawing",
    }),
  );
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 390, height: 950 } });
  page = await context.newPage();
  // The samples' pictures are nowhere; their frames stand all the same.
  await page.route("https://images.example.com/**", (route) => route.abort());
});
afterAll(async () => {
  await browser.close();
  server.close();
});

async function draw(sample: string) {
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/?sample=${sample}`);
  await page.locator(".lt-bubble").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
}

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) throw new Error("It is not on the page.");
  return found;
}

/** Sizes in whole pixels: browsers round differently below that. */
async function size(locator: Locator) {
  const { width, height } = await box(locator);
  return { width: Math.round(width), height: Math.round(height) };
}

test("a mega bubble is 300 pixels wide on a phone, its full hero keeps the ratio, buttons are 52 and 40 high", async () => {
  await draw("restaurant");
  expect((await size(page.locator(".lt-bubble"))).width).toBe(300);
  expect(await size(page.locator(".lt-block--hero .lt-image__frame"))).toEqual({
    width: 300,
    height: 195,
  });
  expect((await size(page.getByRole("button", { name: "CALL" }))).height).toBe(40);
  await draw("abandonedCart");
  expect((await size(page.getByRole("button", { name: "ご購入手続きへ" }))).height).toBe(52);
});

test("texts of different sizes in a baseline box stand on one line, and icons stand on it too", async () => {
  await draw("shopping");
  const baselines = await page
    .locator(".lt-box--baseline")
    .first()
    .locator("p")
    .evaluateAll((texts) =>
      texts.map((text) => {
        const mark = document.createElement("span");
        mark.style.display = "inline-block";
        text.append(mark);
        return Math.round(mark.getBoundingClientRect().bottom);
      }),
    );
  expect(baselines).toHaveLength(2);
  expect(baselines[0]).toBe(baselines[1]);
});

test("the bubbles of a carousel are as tall as the tallest, with their footers at the foot", async () => {
  await draw("shopping");
  const bubbles = page.locator(".lt-bubble");
  const heights = await Promise.all([0, 1, 2].map((nth) => size(bubbles.nth(nth))));
  expect(new Set(heights.map(({ height }) => height)).size).toBe(1);
  const [bubble, footer] = await Promise.all([
    box(bubbles.nth(1)),
    box(bubbles.nth(1).locator(".lt-block--footer")),
  ]);
  expect(Math.round(footer.y + footer.height)).toBe(Math.round(bubble.y + bubble.height));
});

test("an absolute box lies where its offsets say, over the picture", async () => {
  await draw("apparel");
  const [bubble, badge] = await Promise.all([
    box(page.locator(".lt-bubble")),
    box(page.getByText("SALE").locator("xpath=../..")),
  ]);
  expect(badge).toMatchObject({ x: bubble.x + 18, y: bubble.y + 18, width: 53, height: 25 });
});

test("widths are shared by flex once the space between is taken off", async () => {
  await draw("measured");
  const one = await box(page.getByText("one").locator(".."));
  const two = await box(page.getByText("two").locator(".."));
  expect(two.width / one.width).toBeCloseTo(2, 1);
  expect(two.x - (one.x + one.width)).toBeCloseTo(8, 1);
});

test("long texts wrap, stop after their last line, or shrink, and nothing is wider than the bubble", async () => {
  await draw("measured");
  const clamped = page.getByText(/とても長い/);
  expect(await clamped.evaluate((text) => text.scrollHeight > text.clientHeight)).toBe(false);
  const lineHeight = await clamped.evaluate((text) =>
    parseFloat(getComputedStyle(text).lineHeight),
  );
  expect((await size(clamped)).height).toBe(Math.round(lineHeight * 2));
  const shrunk = page.getByText(/has to shrink/);
  expect(await shrunk.evaluate((text) => text.scrollWidth <= text.clientWidth + 1)).toBe(true);
  expect(await shrunk.evaluate((text) => parseFloat(getComputedStyle(text).fontSize))).toBeLessThan(
    22,
  );
  expect(
    await page.getByText(/WWWW/).evaluate((text) => text.scrollWidth <= text.clientWidth),
  ).toBe(true);
});

test("a tap goes to the innermost thing that takes taps", async () => {
  await draw("measured");
  const said = page.locator("output");
  await page.mouse.click(...(await middle(page.getByText("inner"))));
  await expect.poll(() => said.textContent()).toBe("inner");
  await page.mouse.click(...(await middle(page.getByText("in a tappable box"))));
  await expect.poll(() => said.textContent()).toBe("box");
  await page.mouse.click(...(await middle(page.getByText("one"))));
  await expect.poll(() => said.textContent()).toBe("bubble");
});

async function middle(locator: Locator): Promise<[number, number]> {
  const { x, y, width, height } = await box(locator);
  return [x + width / 2, y + height / 2];
}

test.each(Object.keys(flexSamples))("%s is clean of what axe finds", async (sample) => {
  await draw(sample);
  // The colours inside a message are its author's, and LINE's own: not the drawing's to change.
  const { violations } = await new AxeBuilder({ page }).disableRules("color-contrast").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});
