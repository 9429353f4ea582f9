import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startEmbeddedPostgres } from "#app/platform/embedded-postgres.server.ts";
import { applyMigrations } from "#app/platform/migrate.server.ts";
import { createBrowserBundle } from "#sandbox/shopify/admin/browser-bundle.ts";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";

/** Longer than the first pauses between tries, on a machine that is busy. */
const PATIENCE = { timeout: 15_000 };

const folder = await mkdtemp(join(tmpdir(), "musubi-live-"));
await chmod(folder, 0o755);
const postgres = await startEmbeddedPostgres({ folder: join(folder, "postgres") });
await applyMigrations(postgres.url);
Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: postgres.url,
  SHOPIFY_APP_URL: "https://musubi.test",
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  SHOPIFY_STANDIN_URL: "http://127.0.0.1:9",
  ENCRYPTION_KEY: "0f".repeat(32),
  LOG_LEVEL: "fatal",
});
const { openProduct } = await import("#tests/hostile/product-server.ts");
const product = await openProduct();
const { db, pool } = await import("#app/platform/database.server.ts");
const { noteLiveChanges, readLivePosition } = await import("#app/platform/live-changes.server.ts");
const { liveHub } = await import("#app/inbox/live-hub.server.ts");
const { createShop } = await import("#tests/factories/shop.ts");
const { sessionToken, storeOfflineToken } = await import("#tests/factories/staff-request.ts");
const script = createBrowserBundle(new URL("./page.tsx", import.meta.url));

const shop = await createShop(db, { detailsReadAt: new Date() });
await storeOfflineToken(shop);
let browser: Browser;
let since: string;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  since = await readLivePosition(pool);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser.close();
  await liveHub.close();
  await product.close();
  await db.$disconnect();
  await pool.end();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A window of somebody of the shop's staff, on a device of its own. */
async function openWindow(sub: string): Promise<Page> {
  const context = await browser.newContext({ userAgent: USER_AGENT });
  contexts.push(context);
  const page = await context.newPage();
  const expiresAt = Math.floor(Date.now() / 1_000) + 600;
  const token = await sessionToken({ shop, expiresAt, claims: { sub } });
  const about = JSON.stringify({ token, since }).replaceAll('"', "&quot;");
  const html = `<!doctype html><html lang="ja"><title>x</title><body data-test="${about}"><script src="/page.js"></script></body></html>`;
  await page.route(`${product.url}/page`, (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body: html }),
  );
  await page.route(`${product.url}/page.js`, async (route) =>
    route.fulfill({ contentType: "text/javascript; charset=utf-8", body: await script() }),
  );
  await page.goto(`${product.url}/page`);
  return page;
}

const note = async (count = 1) => {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const id of ids) await noteLiveChanges(db, { shopId: shop.id, topic: "thread", ids: [id] });
  return ids;
};
const idsOf = (page: Page) => page.locator("li").allTextContents();
const stateOf = (page: Page) => expect.poll(() => page.locator("#state").textContent(), PATIENCE);

test("what was committed between a page's reading and its stream, and all after it, is drawn in both windows", async () => {
  const before = await note();
  const windows = [await openWindow("42"), await openWindow("43")];
  for (const page of windows) await stateOf(page).toBe("live");
  const after = await note(20);
  for (const page of windows) {
    await expect.poll(() => idsOf(page), PATIENCE).toEqual([...before, ...after]);
    expect(await page.locator("#resets").textContent()).toBe("0");
  }
});

test("a window whose network is gone says so, comes back by itself, and has missed nothing", async () => {
  const [mine, hers] = [await openWindow("42"), await openWindow("43")];
  for (const page of [mine, hers]) await stateOf(page).toBe("live");
  await mine.context().setOffline(true);
  product.cutConnections();
  await stateOf(mine).toBe("away");
  const missed = await note(3);
  await expect.poll(() => idsOf(hers), PATIENCE).toEqual(missed);
  expect(await idsOf(mine)).toEqual([]);
  await mine.context().setOffline(false);
  await stateOf(mine).toBe("live");
  await expect.poll(() => idsOf(mine), PATIENCE).toEqual(missed);
  const after = await note(2);
  for (const page of [mine, hers])
    await expect.poll(() => idsOf(page), PATIENCE).toEqual([...missed, ...after]);
});

test("a window that was away for longer than can be caught up reads everything anew, and is live again", async () => {
  since = "1000000000000_1:2:";
  const page = await openWindow("42");
  await stateOf(page).toBe("live");
  expect(await page.locator("#resets").textContent()).toBe("1");
  const [id] = await note();
  await expect.poll(() => idsOf(page), PATIENCE).toEqual([id]);
});
