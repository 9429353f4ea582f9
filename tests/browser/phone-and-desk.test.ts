import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createDesk } from "#sandbox/desk/desk.ts";
import type { Desk } from "#sandbox/desk/desk.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createLineStandIn } from "#sandbox/line/line-stand-in.ts";
import type { LineStandIn } from "#sandbox/line/line-stand-in.ts";
import type { MessagingChannel } from "#sandbox/line/state.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { launchBrowser } from "#tests/setup/browser.ts";

const clock = createMemoryClock();
const requests = createRequestLog();
let line: LineStandIn;
let desk: Desk;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let bot: MessagingChannel;
let userId: string;

beforeAll(async () => {
  const faults = createFaults();
  line = await createLineStandIn({ clock, faults, requests });
  const { providerId } = line.state.addProvider({ name: "結び" });
  bot = line.state.addMessagingChannel({ providerId, displayName: "結びストア" });
  line.state.addMessagingChannel({ providerId, displayName: "もう一つ" });
  userId = line.state.addUser({ displayName: "山田 花子" }).userIds[providerId]!;
  desk = await createDesk({
    clock,
    faults,
    requests,
    links: {
      app: line.urls.access,
      admin: line.urls.access,
      storefront: line.urls.access,
      line: line.urls,
      shopify: line.urls.api,
      shop: {
        domain: "musubi.myshopify.com",
        customers: [{ id: "1", email: "hanako@example.com" }],
      },
      channel: {
        messaging: { channelId: bot.channelId, channelSecret: bot.channelSecret },
        login: { channelId: "2000000001", channelSecret: "0".repeat(32) },
        liff: { liffId: "2000000001-abcdefgh", endpointUrl: "http://a.test", url: "http://b.test" },
      },
    },
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await desk.close();
  await line.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 390, height: 780 }, locale: "ja" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  page = await context.newPage();
  // LINE's sticker pictures and the addresses in messages lie outside this machine.
  await context.route(/line-scdn\.net|shop\.example\.com/, (route) =>
    route.fulfill({ contentType: "text/html", body: "outside" }),
  );
});
afterEach(() => context.close());

async function push(...messages: unknown[]) {
  const token = await fetch(`${line.urls.api}/oauth2/v3/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: bot.channelId,
      client_secret: bot.channelSecret,
    }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const pushed = await fetch(`${line.urls.api}/v2/bot/message/push`, {
    method: "POST",
    headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
    body: JSON.stringify({ to: userId, messages }),
  });
  expect(pushed.status, await pushed.clone().text()).toBe(200);
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const openTalk = () => page.goto(`${desk.sandboxJson.phone}?user=${userId}&bot=${bot.botUserId}`);
const events = () => line.webhooks.deliveries(0).map(({ type }) => type);
/** Of this page alone: what the desk frames is somebody else's, or looked at by itself. */
async function axe() {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  return violations.map(({ id }) => id);
}

test("a person adds the bot, writes, sends a sticker, blocks and unblocks it, and each is a webhook event", async () => {
  await page.goto(desk.sandboxJson.phone);
  await page.getByRole("button", { name: /結びストア/ }).click();
  await button("友だち追加").click();
  await page.getByRole("textbox", { name: "メッセージを入力" }).fill("在庫はありますか？");
  await button("送信").click();
  await page.getByText("在庫はありますか？").waitFor();
  await button("スタンプ").click();
  await page.locator(".ph-stickers button").first().click();
  await page.getByRole("list", { name: "トーク" }).locator('img.lt-stamp[src$=".svg"]').waitFor();
  await button("ブロック").click();
  await page.getByText("ブロック中です").waitFor();
  await button("ブロック解除").click();
  await button("ブロック").waitFor();
  expect(events()).toEqual(["follow", "message", "message", "unfollow", "follow"]);
  expect(await axe()).toEqual([]);
});

test("a person sends a film, a file and LINE emoji, quotes, edits and unsends, while a friend writes on another phone", async () => {
  const { providerId } = bot;
  const friend = line.state.addUser({ displayName: "友だち" }).userIds[providerId]!;
  line.state.setFriendship(bot.botUserId, userId, "following");
  line.state.setFriendship(bot.botUserId, friend, "following");
  const talk = () => line.talks.read(bot.botUserId, userId).messages;
  const before = talk().length;
  const kinds = () =>
    talk()
      .slice(before)
      .map(({ message }) => message.type);
  const other = await context.newPage();
  await Promise.all(
    [page, other].map((phone, index) =>
      phone.goto(`${desk.url}/phone/?user=${[userId, friend][index]}&bot=${bot.botUserId}`),
    ),
  );
  const file = { name: "見積.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") };
  await page.getByLabel("ファイルを送る").setInputFiles(file);
  await page.getByText("見積.pdf").waitFor();
  const film = { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.from("no film") };
  await page.getByLabel("写真を送る").setInputFiles(film);
  await expect.poll(kinds).toEqual(["file", "video"]);

  const writing = page.getByRole("textbox", { name: "メッセージを入力" });
  await button("スタンプ").click();
  await button("(emoji 001)").click();
  await writing.pressSequentially(" 三時に");
  await other.getByRole("textbox", { name: "メッセージを入力" }).fill("わたしは別の人です");
  await other.getByRole("button", { name: "送信", exact: true }).click();
  await button("送信").click();
  await expect.poll(kinds).toEqual(["file", "video", "text"]);
  expect(talk().at(-1)?.message).toMatchObject({ emojis: [{ index: 0, length: 11 }] });
  await other.getByText("わたしは別の人です").last().waitFor();
  expect(await page.getByText("わたしは別の人です").count()).toBe(0);

  await page.locator(".lt-talk__entry").last().click({ button: "right" });
  await button("リプライ").click();
  await writing.fill("やっぱり");
  await button("送信").click();
  await page.getByText(/^↩/).waitFor();
  await button("メッセージの操作").click();
  await button("編集").click();
  await writing.fill("四時に");
  await button("送信").click();
  await page.getByText("四時に").waitFor();
  await page.getByText("編集済み").waitFor();
  await button("メッセージの操作").click();
  expect(await axe()).toEqual([]);
  await button("送信取消").click();
  await page.getByText("メッセージの送信を取り消しました").waitFor();
  expect(await page.getByText("四時に").count()).toBe(0);
});

test("what the bot sends appears by itself, and every kind of tap does what LINE does", async () => {
  line.state.setFriendship(bot.botUserId, userId, "following");
  await openTalk();
  await button("ブロック").waitFor();
  const actions = [
    { type: "uri", label: "購入手続きへ", uri: "https://shop.example.com/checkout" },
    { type: "datetimepicker", label: "来店日", data: "visit", mode: "date", initial: "2026-11-25" },
    { type: "clipboard", label: "コードをコピー", clipboardText: "AUTUMN" },
    { type: "uri", label: "電話", uri: "tel:0312345678" },
  ];
  await push(
    {
      type: "flex",
      altText: "カートに商品が残っています",
      contents: {
        type: "bubble",
        footer: {
          type: "box",
          layout: "vertical",
          contents: actions.map((action) => ({ type: "button", action })),
        },
      },
    },
    {
      type: "text",
      text: "どうしますか",
      quickReply: {
        items: [
          {
            type: "action",
            action: {
              type: "postback",
              label: "あとで",
              data: "later",
              displayText: "あとにします",
            },
          },
        ],
      },
    },
  );

  const [opened] = await Promise.all([
    context.waitForEvent("page"),
    button("購入手続きへ").click(),
  ]);
  expect(opened.url()).toBe("https://shop.example.com/checkout");
  expect(await opened.evaluate(() => window.opener as unknown)).toBeNull();
  await opened.close();

  await button("コードをコピー").click();
  await page.getByText("コピーしました").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("AUTUMN");

  await button("電話").click();
  await page.getByText("tel:0312345678").waitFor();

  const before = events().length;
  await button("来店日").click();
  await button("決定").click();
  await expect.poll(() => events().slice(before)).toEqual(["postback"]);

  await button("あとで").click();
  await page.getByText("あとにします").waitFor();
  await expect.poll(() => page.getByText("あとで", { exact: true }).count()).toBe(0);
});

test("what comes while another talk is open is told, counted as unread, and read once the talk is opened", async () => {
  line.state.setFriendship(bot.botUserId, userId, "following");
  await openTalk();
  await button("ブロック").waitFor();
  await button("トーク一覧へ").click();
  await push({ type: "text", text: "お知らせです" });
  await page.getByRole("status").getByText("結びストア: お知らせです").waitFor();
  await page.getByRole("img", { name: "未読 1件" }).waitFor();
  expect(await axe()).toEqual([]);
  await page.getByRole("button", { name: /結びストア/ }).click();
  await button("トーク一覧へ").click();
  expect(await page.getByRole("img", { name: /未読/ }).count()).toBe(0);
});

test("the phone speaks English when asked to, and keeps to it", async () => {
  await page.goto(desk.sandboxJson.phone);
  await button("English").click();
  await page.getByRole("heading", { name: "Chats" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Chats" }).waitFor();
});

test("the desk pushes the clock, sets and removes faults, shows requests and copies credentials", async () => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto(desk.url);
  const before = clock.offsetMs();
  await button("+6 h").click();
  await expect.poll(() => clock.offsetMs() - before).toBe(6 * 3_600_000);
  await page.getByText("実際より").waitFor();

  await button("障害").click();
  await button("LINE 送信: 500 を1回").click();
  await page.getByText("0 / 1回").waitFor();
  await button("外す").click();
  await page.getByText("障害はありません").waitFor();

  await button("リクエスト").click();
  requests.add({ at: 0, from: "app", to: "line", method: "POST", path: "/told", status: 0, ms: 1 });
  await page.getByText("/told").waitFor();
  await page.getByRole("searchbox").fill("no such path");
  await expect.poll(() => page.getByText("/told").count()).toBe(0);

  await button("接続情報").click();
  await button("コピー: Messaging API チャネルシークレット").click();
  await button("コピー済み: Messaging API チャネルシークレット").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(bot.channelSecret);
  expect(await axe()).toEqual([]);
});

test("on a narrow screen the desk shows one pane at a time and never scrolls sideways", async () => {
  await page.goto(desk.url);
  const phone = page.getByRole("region", { name: "スマートフォン" });
  await page.getByRole("region", { name: "ストア" }).waitFor();
  expect(await phone.isVisible()).toBe(false);
  await page.getByRole("navigation").getByRole("button", { name: "スマートフォン" }).click();
  await phone.waitFor();
  await page.frameLocator("iframe[title=スマートフォン]").getByText("結びストア").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await axe()).toEqual([]);
});
