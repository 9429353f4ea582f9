import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let browser: Browser;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

async function openDesk(viewport: { width: number; height: number }, locale: string) {
  const context = await browser.newContext({ viewport, userAgent: USER_AGENT, locale });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(sandbox.desk);
  return { context, page, ...panesOf(page) };
}

function panesOf(page: Page) {
  const admin = page.frameLocator(".dk-pane--admin iframe");
  return {
    admin,
    app: admin.frameLocator("iframe"),
    storefront: page.frameLocator(".dk-pane--storefront iframe"),
    phone: page.frameLocator(".dk-pane--phone iframe"),
  };
}

test("the whole main job is done by hand in the desk's three panes, at any hour of the day", async () => {
  const { context, page, admin, app, storefront, phone } = await openDesk(
    { width: 1280, height: 800 },
    "ja",
  );
  const { messaging, login } = sandbox.addresses.channel;
  const save = async () => {
    await admin.getByRole("button", { name: "保存する", exact: true }).click();
    await admin.getByText("保存しました").waitFor();
  };
  await app
    .getByRole("button", { name: "LINEを接続" })
    .or(app.getByText("LINEを接続"))
    .last()
    .click();
  const ids = app.getByLabel("チャネルID");
  await ids.first().waitFor();
  await expect
    .poll(() =>
      ids.first().evaluate((field) => Object.keys(field).some((key) => key.startsWith("__react"))),
    )
    .toBe(true);
  for (const [index, { channelId, channelSecret }] of [messaging, login].entries()) {
    await ids.nth(index).fill(channelId);
    await app.getByLabel("チャネルシークレット").nth(index).fill(channelSecret);
  }
  await save();
  await app.getByRole("button", { name: "MusubiのURLを設定する" }).click();
  await app.getByText("LINEの出来事がMusubiに届きます").waitFor();

  const opened = context.waitForEvent("page");
  await app.getByRole("button", { name: "LINEでログインして確かめる" }).click();
  const tab = await opened;
  await tab.getByRole("button", { name: "店長" }).click();
  await tab.getByRole("button", { name: "許可する" }).click();
  await tab.getByRole("button", { name: /を友だち追加$/ }).click();
  await tab.getByRole("heading", { name: "確認できました" }).waitFor();
  await tab.close();
  await app.getByText("店長 さんのLINEにテスト送信します").waitFor();

  await admin.getByRole("button", { name: "メニュー" }).click();
  await admin.getByRole("link", { name: "カゴ落ち対策", exact: true }).click();
  await app.getByLabel("カゴ落ちメッセージを送る").check();
  await app.getByRole("checkbox", { name: "10時間後" }).check();
  await app.getByRole("button", { name: "自分のLINEに送る" }).click();
  await app.getByText("送りました。LINEをご確認ください。").waitFor();
  await save();

  await storefront.getByRole("link", { name: "LINEでログインして連携" }).first().click();
  await storefront.getByRole("button", { name: "佐藤 美咲" }).click();
  await storefront.getByRole("link", { name: "別のアカウントでログイン" }).click();
  await storefront.getByRole("button", { name: "花子" }).click();
  await storefront.getByRole("button", { name: "許可する" }).click();
  await storefront.getByRole("button", { name: "を友だち追加" }).click();
  await storefront.getByRole("button", { name: "連携する" }).click();
  await storefront.getByText("LINEと連携しました。").waitFor();
  await storefront.getByRole("link", { name: "商品", exact: true }).click();
  await storefront.getByRole("link", { name: "美濃焼の湯のみ" }).first().click();
  await storefront.getByRole("button", { name: "カートに入れる" }).click();
  await storefront
    .getByRole("button", { name: "購入手続きへ" })
    .or(storefront.getByRole("link", { name: "購入手続きへ" }))
    .click();
  await storefront.getByRole("button", { name: "コンビニで支払う" }).waitFor();

  // Ten hours later it may be night, when the default hours hold a message back; the next morning it goes.
  await page.getByRole("button", { name: "+10 h" }).click();
  await page.getByText(/実際より (9 h 59|10 h)/).waitFor();
  await page.getByRole("button", { name: "次の9:00" }).click();
  await phone.getByRole("button", { name: /結び商店/ }).click();
  await phone.getByText("美濃焼の湯のみ").waitFor();
  const back = context.waitForEvent("page");
  await phone.getByRole("button", { name: "ご注文手続きへ進む" }).click();
  const checkout = await back;
  await checkout.getByRole("button", { name: "コンビニで支払う" }).click();
  await checkout.getByText("ありがとう").first().waitFor();

  await admin.getByRole("button", { name: "メニュー" }).click();
  await admin.getByRole("link", { name: "結果" }).click();
  await app.getByText("￥3,140").first().waitFor();
  await context.close();
});

test("the desk speaks the browser's language, its panes too, and gives a pane or all of them more room", async () => {
  const { context, page, app, storefront, phone } = await openDesk(
    { width: 1600, height: 1000 },
    "en-GB",
  );
  await storefront
    .getByRole("link", { name: "Log in", exact: true })
    .or(storefront.getByRole("link", { name: "Account" }))
    .first()
    .waitFor();
  await app.getByRole("heading", { name: "Musubi", level: 1 }).waitFor();
  await app.getByText("The last 7 days").waitFor();
  await phone.getByRole("heading", { name: "Chats" }).waitFor();

  const admin = page.getByRole("region", { name: "Admin" });
  const before = await admin.boundingBox();
  await admin.getByRole("button", { name: "Enlarge" }).click();
  await page.getByRole("button", { name: "Fold", exact: true }).click();
  await expect.poll(() => page.getByRole("region", { name: "Phone" }).isVisible()).toBe(false);
  const after = await admin.boundingBox();
  expect(after?.width).toBeGreaterThan((before?.width ?? 0) * 2);
  expect(after?.height).toBeGreaterThan((before?.height ?? 0) * 1.3);
  await admin.getByRole("button", { name: "Normal size" }).click();
  await page.getByRole("region", { name: "Phone" }).waitFor();
  await context.close();
});
