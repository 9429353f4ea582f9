import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";
import { type EmbeddedPage, faultsOf, FAULTLESS, openEmbedded } from "./embedded-page.ts";
import { createCustomer } from "./people/customer.ts";
import { createMerchant } from "./people/merchant.ts";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
  context = await browser.newContext({
    viewport: { width: 390, height: 900 },
    userAgent: USER_AGENT,
    locale: "ja",
  });
  context.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

async function ask(url: string, method = "GET", body?: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return answer.json();
}

const atShopify = (path: string, method?: string, body?: unknown) =>
  ask(`${sandbox.addresses.shopify}/_sandbox${path}`, method, body);

/** How many messages LINE has sent this month. */
async function sent(): Promise<number> {
  const { line, channel } = sandbox.addresses;
  const usage = await ask(`${line.api}/_sandbox/usage/${channel.messaging.channelId}`);
  return (usage as { totalUsage: number }).totalUsage;
}

/** A customer who is linked leaves a checkout, and LINE has no message left when the reminder is due. */
async function runOutOfMessages() {
  const { addresses } = sandbox;
  const merchant = createMerchant(await context.newPage(), addresses);
  await merchant.connectsLine();
  await merchant.switchesRecoveryOn();
  await merchant.page.close();
  const customer = createCustomer(await context.newPage(), addresses);
  await customer.logsIn("佐藤 美咲");
  await customer.linksLine("花子");
  const customers = (await atShopify("/customers")) as { id: number; lastName: string }[];
  const products = (await atShopify("/products")) as { variants: { id: number }[] }[];
  await atShopify("/checkouts", "POST", {
    customerId: customers.find(({ lastName }) => lastName === "佐藤")?.id,
    lines: [{ variantId: products[0]?.variants[0]?.id, quantity: 1 }],
  });
  await atShopify("/webhooks/settle", "POST");
  // LINE does not tell its count either, so that nothing but the merchant's hand moves the message.
  for (const fault of [
    { endpoint: "POST /v2/bot/message/push", kind: "quota-spent" },
    { endpoint: "GET /v2/bot/message/quota/consumption", kind: "error" },
  ]) {
    await ask(addresses.control.faults, "POST", { service: "line", ...fault });
  }
  await sandbox.advance("PT10H10M");
}

/** Ticks the one message of the list, presses a button of the bar, and confirms. */
async function handle({ page, frame }: EmbeddedPage, button: string, done: string) {
  await frame.getByRole("checkbox").last().check({ force: true });
  await frame.getByRole("button", { name: button }).first().click();
  await frame.getByRole("dialog").getByRole("button", { name: button }).click();
  await page.getByText(done).waitFor();
  await frame.getByRole("dialog").waitFor({ state: "detached" });
}

/** Opens a page anew until it says so. */
async function opensWith(path: string, text: string): Promise<EmbeddedPage> {
  for (let tries = 1; ; tries++) {
    const embedded = await openEmbedded(context, sandbox.addresses, { path, locale: "ja" });
    // Not in a select, whose options name every reason.
    if ((await embedded.frame.locator("p, td span", { hasText: text }).count()) > 0)
      return embedded;
    await embedded.page.close();
    if (tries === 20) throw new Error(`${path} never said: ${text}`);
  }
}

test("a merchant sees on Home that a message waits, asks for it, takes it out and puts it back, on a phone", async () => {
  await runOutOfMessages();
  const before = await sent();
  const reason = "LINEの今月の送信数の上限に達したため";
  const home = await opensWith("/app", "今月のメッセージ数の上限に達し、1件が待っています");
  await home.page.close();

  const asked = await opensWith("/app/sends", reason);
  expect(await faultsOf(asked, "ja")).toEqual(FAULTLESS);
  await handle(asked, "今すぐ確認", "1件を送信の確認に回しました");
  await asked.page.close();

  // The limit stands, so it waits again.
  const waiting = await opensWith("/app/sends", reason);
  await handle(waiting, "取りやめる", "1件を一覧から外しました");
  await waiting.frame.getByText("待っている配信はありません").waitFor();
  await waiting.page.close();

  const dropped = await opensWith("/app/sends?show=dropped", "スタッフが取りやめたため");
  await handle(dropped, "元に戻す", "1件を元に戻しました");
  expect(await sent()).toBe(before);
  await ask(sandbox.addresses.control.faults, "DELETE");
  // LINE is asked again five minutes after it did not answer.
  await sandbox.advance("PT6M");
  await expect.poll(sent, { timeout: 60_000 }).toBe(before + 1);
});
