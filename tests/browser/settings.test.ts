import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { MessagingChannel } from "#sandbox/line/state.ts";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";

const OTHER = "https://other.example/hook";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  sandbox = await startSandbox();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});
beforeEach(async () => {
  await changeAtLine({ webhook: { endpoint: OTHER, active: true, redelivery: false } });
});

/** The settings page as a merchant opens it, framed by Shopify admin. */
async function openSettings(width: number) {
  context = await browser.newContext({
    userAgent: USER_AGENT,
    viewport: { width, height: 844 },
    locale: "ja",
  });
  page = await context.newPage();
  await page.goto(`${sandbox.addresses.admin}/app/settings`);
  app = page.frameLocator("iframe").first();
  await app.getByRole("heading", { name: "LINE公式アカウントの接続" }).waitFor();
}

async function control(path: string, init?: RequestInit): Promise<unknown> {
  return (await fetch(`${sandbox.addresses.line.api}/_sandbox${path}`, init)).json();
}

function changeAtLine(patch: Partial<MessagingChannel>) {
  return control(`/messaging-channels/${sandbox.addresses.channel.messaging.channelId}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(patch),
  });
}

async function urlAtLine() {
  const { messagingChannels } = (await control("/state")) as {
    messagingChannels: MessagingChannel[];
  };
  return messagingChannels[0]?.webhook.endpoint;
}

const button = (name: string) => app.getByRole("button", { name, exact: true });

async function fillIn(ids: { id: string; secret: string }[]) {
  for (const [index, { id, secret }] of ids.entries()) {
    await app.getByLabel("チャネルID").nth(index).fill(id);
    await app.getByLabel("チャネルシークレット").nth(index).fill(secret);
  }
}

async function expectAccessible() {
  const { violations, passes } = await new AxeBuilder({ page })
    .include(["iframe", "body"])
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  // The frame was really looked into.
  expect(passes.length).toBeGreaterThan(10);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function expectNoSidewaysScroll() {
  const excess = await app.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(excess).toBe(0);
}

test.each([
  [1280, "店長"],
  [390, "花子"],
])(
  "at %d px a merchant connects LINE, takes the webhook knowingly, proves it by their own LINE, and lets go (%s)",
  async (width, merchant) => {
    await openSettings(width);
    const { messaging, login } = sandbox.addresses.channel;
    const right = [
      { id: messaging.channelId, secret: messaging.channelSecret },
      { id: login.channelId, secret: login.channelSecret },
    ];
    await expectAccessible();
    await fillIn([...right].reverse());
    await button("接続する").click();
    await app.getByText("これはLINEログインチャネルのIDです").waitFor();
    await app.getByText("これはMessaging APIチャネルのIDです").waitFor();
    await fillIn(right);
    await button("接続する").click();

    await app.getByText("ほかのツールがWebhookを受け取っています").waitFor();
    expect(await app.getByLabel("チャネルシークレット").first().inputValue()).toBe("");
    await button("Musubiに切り替える").click();
    const take = app.getByRole("dialog").getByRole("button", { name: "切り替える" });
    expect(await take.isDisabled()).toBe(true);
    expect(await urlAtLine()).toBe(OTHER);
    await app.getByRole("checkbox", { name: /other\.example/ }).check();
    await take.click();
    await app.getByText("Webhookは動いています").waitFor();
    expect(await urlAtLine()).toMatch(`${sandbox.addresses.app}/webhooks/line/`);

    await app.getByRole("checkbox", { name: "「Webhookの再送」をオンにする" }).check();
    await app.getByText("8件中1件が終わりました").waitFor();

    const opened = context.waitForEvent("page");
    await button("LINEでログインして確かめる").click();
    const tab = await opened;
    await tab.getByRole("button", { name: merchant }).click();
    await tab.getByRole("button", { name: "許可する" }).click();
    await tab.getByRole("button", { name: /を友だち追加$/ }).click();
    await tab.getByRole("heading", { name: "確認できました" }).waitFor();
    await app.getByText(`${merchant} さんのLINEにテスト送信します`).waitFor();
    await expectAccessible();
    await expectNoSidewaysScroll();

    await button("切断する").click();
    await app.getByRole("dialog").getByRole("button", { name: "切断する" }).click();
    await button("接続する").waitFor();
    expect(await urlAtLine()).toBe(OTHER);
    await context.close();
  },
);

test("the settings of linking are saved through Shopify's save bar, in English too", async () => {
  await openSettings(390);
  await button("連携の設定を開く")
    .or(app.getByRole("link", { name: "連携の設定を開く" }))
    .click();
  const tag = app.getByLabel("顧客タグ");
  await tag.fill("line");
  await page.getByRole("button", { name: "保存する" }).click();
  await app.getByText("CRM PLUS on LINEが使うタグなので").waitFor();
  await tag.fill("<b>LINE連携</b>");
  await page.getByRole("button", { name: "保存する" }).click();
  await page.getByText("保存しました").waitFor();
  await expectAccessible();
  await expectNoSidewaysScroll();

  await page.getByRole("link", { name: "English" }).click();
  await app.getByLabel("Customer tag").waitFor();
  expect(await app.getByLabel("Customer tag").inputValue()).toBe("<b>LINE連携</b>");
  await context.close();
});
