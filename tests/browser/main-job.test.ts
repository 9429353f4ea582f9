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
    viewport: { width: 1280, height: 1000 },
    userAgent: USER_AGENT,
    locale: "ja",
  });
  context.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

test("a linked customer leaves a checkout, and the message arrives on LINE and leads back to it", async () => {
  const { addresses } = sandbox;
  const merchant = createMerchant(await context.newPage(), addresses);
  await merchant.connectsLine();
  await merchant.switchesRecoveryOn();

  const customer = createCustomer(await context.newPage(), addresses);
  await customer.logsIn("佐藤 美咲");
  await customer.linksLine("花子");
  const checkout = await customer.leavesACheckout("美濃焼の湯のみ");

  await sandbox.advance("PT10H1M");

  const [user] = addresses.channel.users;
  const phone = await context.newPage();
  await phone.goto(
    `${addresses.phone}?user=${user?.userId}&bot=${addresses.channel.messaging.botUserId}`,
  );
  await phone.getByText("美濃焼の湯のみ").waitFor();
  expect(await phone.getByText("佐藤 美咲様").count()).toBe(1);

  const opened = context.waitForEvent("page");
  await phone.getByRole("button", { name: "ご注文手続きへ進む" }).click();
  const back = await opened;
  await back.waitForURL(/\/checkouts\//);
  expect(new URL(back.url()).pathname).toBe(new URL(checkout).pathname);

  await back.getByRole("button", { name: "コンビニで支払う" }).click();
  await back.getByText("ありがとう").first().waitFor();

  await merchant.seesInResults(/[¥￥]3,140/);
  // What is searched for is a name: it stands in no address, which the search at the end of the run holds.
  await merchant.findsPerson("佐藤 美咲");
});
