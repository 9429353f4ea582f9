import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";
import { createCustomer } from "./people/customer.ts";
import { createMerchant } from "./people/merchant.ts";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
  context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    userAgent: USER_AGENT,
    locale: "ja",
  });
  context.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

test("a friend writes 連携, taps the button, agrees on the store's page and in LINE's dialog, is told in the talk, and undoes it", async () => {
  const { addresses } = sandbox;
  await createMerchant(await context.newPage(), addresses).connectsLine();
  await createCustomer(await context.newPage(), addresses).logsIn("佐藤 美咲");

  const [user] = addresses.channel.users;
  const { botUserId } = addresses.channel.messaging;
  const phone = await context.newPage();
  await phone.goto(`${addresses.phone}?user=${user?.userId}&bot=${botUserId}`);
  await phone.getByRole("button", { name: "友だち追加" }).click();
  const field = phone.getByRole("textbox");
  await field.fill("連携");
  await field.press("Enter");

  const opened = context.waitForEvent("page");
  await phone.getByRole("button", { name: "連携に進む" }).click();
  const page = await opened;
  await page.getByRole("heading", { name: "LINEと連携しますか？" }).waitFor();
  await page.getByText("佐***").waitFor();
  await page.getByRole("button", { name: "LINEで確認する" }).click();
  await page.getByRole("button", { name: user?.displayName ?? "" }).click();
  await page.getByRole("button", { name: "連携する" }).click();
  await page.getByText("LINEでの確認が完了しました").waitFor();

  await phone.getByText("連携が完了しました").first().waitFor();
  await page.goto(`${addresses.storefront}/apps/musubi/link`);
  await page.getByText(`${user?.displayName.slice(0, 1)}***`).waitFor();
  await page.getByRole("button", { name: "連携を解除する" }).click();
  await page.waitForURL(/musubi=unlinked/);
  await page.goto(`${addresses.storefront}/apps/musubi/status`);
  expect(await page.content()).toContain('"not_linked"');
});
