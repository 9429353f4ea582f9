import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Mail } from "#sandbox/mail/read-mail.ts";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";
import { createMerchant } from "./people/merchant.ts";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let browser: Browser;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

async function newContext(viewport = { width: 390, height: 844 }): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, userAgent: USER_AGENT, locale: "ja" });
  context.setDefaultTimeout(20_000);
  return context;
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
}

async function codeTo(email: string): Promise<string> {
  let code = "";
  await expect
    .poll(async () => {
      const mails = (await (await fetch(sandbox.addresses.control.mails)).json()) as Mail[];
      const mail = mails.findLast(({ to }) => to.includes(email));
      return (code = /^\d{6}$/m.exec(mail?.text ?? "")?.[0] ?? "");
    })
    .not.toBe("");
  return code;
}

test("a merchant connects LINE and pastes the LIFF ID, and is told the addresses to give out", async () => {
  const { addresses } = sandbox;
  const context = await newContext({ width: 1280, height: 1000 });
  const merchant = createMerchant(await context.newPage(), addresses);
  await merchant.connectsLine();
  await merchant.setsLiffId();
  const { app } = merchant;
  const { liff } = addresses.channel;
  expect(await app.getByRole("textbox", { name: "エンドポイントURL" }).inputValue()).toBe(
    liff.endpointUrl,
  );
  await expect
    .poll(() => app.getByRole("textbox", { name: "連携フォームのLIFF URL" }).inputValue())
    .toBe(liff.url);
  await context.close();
});

test("from the phone: a code by mail, the confirmation, the member card, and out again", async () => {
  const { addresses } = sandbox;
  const { liff, users, messaging } = addresses.channel;
  const email = addresses.shop.customers.find(({ email }) => email)?.email ?? "";
  const context = await newContext();
  const phone = await context.newPage();
  await phone.goto(`${addresses.phone}?user=${users[0]?.userId}&bot=${messaging.botUserId}`);
  await phone.getByRole("button", { name: "友だち追加" }).click();
  await phone.getByRole("textbox").fill(`${liff.url}/card`);
  await phone.getByRole("button", { name: "送信" }).click();
  const opened = context.waitForEvent("page");
  await phone.getByText(`${liff.url}/card`).click();
  const page = await opened;

  // LINE's own consent, then LIFF's two redirects and our word with LINE.
  await page.getByRole("button", { name: "許可する" }).click();
  const field = page.getByLabel("メールアドレスまたは電話番号");
  await field.waitFor();
  await expectAccessible(page);
  await field.fill("花子");
  await page.getByRole("button", { name: "確認コードを送る" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await field.fill(email);
  await page.getByRole("button", { name: "確認コードを送る" }).click();

  const code = page.getByLabel("確認コード（6桁）");
  await code.waitFor();
  await expectAccessible(page);
  await code.fill("000000");
  await page.getByRole("button", { name: "確認する" }).click();
  await page.getByText("あと4回").waitFor();
  await expectAccessible(page);
  await code.fill(await codeTo(email));
  await page.getByRole("button", { name: "確認する" }).click();

  await page.getByRole("heading", { name: "LINEと連携しますか" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "連携する", exact: true }).click();
  await page.getByRole("img", { name: /のバーコード/ }).waitFor();
  await page.getByText("LINEと連携しました").waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: "連携を解除する" }).click();
  await page.getByRole("heading", { name: "連携を解除しますか" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "連携を解除する" }).click();
  await page.getByText("連携を解除しました").waitFor();
  await expectAccessible(page);
  await context.close();
});

test("in a browser that is not LINE's the page says so, and LINE's login leads on", async () => {
  const { liff, users } = sandbox.addresses.channel;
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(liff.url);
  await page.getByRole("heading", { name: "LINEアプリで開いてください" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "このブラウザーでLINEにログインする" }).click();
  await page.getByRole("button", { name: users[1]?.displayName }).click();
  await page.getByLabel("メールアドレスまたは電話番号").waitFor();
  await context.close();
});

test("who refuses LINE's consent, and whose LIFF does not come, is told what to do and never waits longer than 8 s", async () => {
  const { addresses } = sandbox;
  const { liff, users } = addresses.channel;
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(`${liff.url}?sandbox.user=${users[2]?.userId}`);
  await page.getByRole("button", { name: "キャンセル" }).click();
  await page.getByText("LIFFアプリを閉じました").waitFor();

  const setFault = (kind: string, more = {}) =>
    fetch(addresses.control.faults, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ service: "line", endpoint: "GET /liff-sdk/sdk.js", kind, ...more }),
    });
  await setFault("error");
  await page.goto(liff.endpointUrl);
  await page.getByRole("heading", { name: "LINEの画面を読み込めませんでした" }).waitFor();
  await expectAccessible(page);
  await fetch(addresses.control.faults, { method: "DELETE" });

  await setFault("slow", { delayMs: 60_000 });
  const waits = async (javaScriptEnabled: boolean) => {
    const slow = await browser.newContext({
      locale: "ja",
      userAgent: USER_AGENT,
      javaScriptEnabled,
    });
    const waiting = await slow.newPage();
    const began = performance.now();
    await waiting.goto(liff.endpointUrl, { waitUntil: "commit" });
    const words = waiting.getByText("時間がかかっています");
    await waiting.getByText("少しだけお待ちください").waitFor();
    expect(await words.isVisible()).toBe(false);
    await words.waitFor();
    const waited = performance.now() - began;
    expect(waited).toBeGreaterThan(7_000);
    expect(waited).toBeLessThan(12_000);
    expect(
      await waiting.getByRole("link", { name: "ストアのサイトから連携する" }).isVisible(),
    ).toBe(true);
    await slow.close();
  };
  await Promise.all([waits(true), waits(false)]);
  await fetch(addresses.control.faults, { method: "DELETE" });
  await context.close();
});
