import { readFileSync } from "node:fs";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locale } from "#app/platform/i18n.ts";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";
import { drawnFrame, FAULTLESS, faultsOf, openEmbedded } from "./embedded-page.ts";
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

const PATH = "/app/people/import";

async function office(width: number, locale: Locale) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    userAgent: USER_AGENT,
    locale,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(20_000);
  return context;
}

/** The page as it stands, in another width and language. */
async function lookElsewhere(path: string, width: number, locale: Locale) {
  const context = await office(width, locale);
  const embedded = await openEmbedded(context, sandbox.addresses, { path, locale });
  expect({ path, width, ...(await faultsOf(embedded, locale)) }).toEqual({
    path,
    width,
    ...FAULTLESS,
  });
  await context.close();
}

async function ask<Answer>(url: string, method = "GET", body?: unknown): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return answer.json() as Promise<Answer>;
}

/** A file of the shop's own customers: one with a friend's id, one with a stranger's, and lines that cannot be. */
async function mergedFile(): Promise<string> {
  const { shopify, channel } = sandbox.addresses;
  const customers = await ask<{ id: number; email: string }[]>(`${shopify}/_sandbox/customers`);
  const [first, second] = customers;
  const [friend] = channel.users;
  await ask(
    `${sandbox.addresses.line.api}/_sandbox/friendships/${channel.messaging.botUserId}/${friend!.userId}`,
    "PUT",
    { friendship: "following" },
  );
  return [
    "甲,乙,丙",
    `${first!.id},x,${friend!.userId}`,
    `${second!.email},x,U${"0".repeat(32)}`,
    `7.1E+12,x,U${"1".repeat(32)}`,
    `=1+1,x,U${"2".repeat(32)}`,
  ].join("\r\n");
}

const upload = async (frame: Frame, text: string, name = "連携一覧.csv") => {
  const bytes = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await frame.locator("input[type=file]").setInputFiles(bytes);
  await frame.getByText(name).waitFor();
  await frame.getByRole("button", { name: "アップロードして確かめる" }).click();
};

const within = (page: Page) => drawnFrame(page);

test("a merchant takes over a file: refused, columns chosen, looked at, linked, undone, in both languages and widths", async () => {
  const context = await office(1280, "ja");
  const merchant = createMerchant(await context.newPage(), sandbox.addresses);
  await lookElsewhere(PATH, 390, "en");
  await merchant.connectsLine();
  await lookElsewhere(PATH, 390, "ja");
  const { page, errors } = await openEmbedded(context, sandbox.addresses, {
    path: PATH,
    locale: "ja",
  });
  let frame = await within(page);
  expect(await frame.getByText("まだ引き継ぎはありません").count()).toBe(1);
  await upload(frame, "見出しだけ,LINE\n", "空.csv");
  await frame.getByText("ファイルに引き継ぐ行がありません。").waitFor();

  await upload(frame, await mergedFile());
  await frame.getByRole("heading", { name: "どの列に何が入っていますか？" }).waitFor();
  frame = await within(page);
  const path = new URL(frame.url()).pathname;
  await lookElsewhere(path, 390, "en");
  await frame.getByLabel("LINEユーザーIDの列").selectOption("2");
  await frame.getByLabel("Shopifyの顧客IDの列").selectOption("0");
  await frame.getByRole("button", { name: "この列で読み込む" }).click();

  await frame.getByRole("button", { name: "1人を連携する" }).waitFor({ timeout: 60_000 });
  for (const text of ["表計算ソフトで桁が丸められた顧客IDです", "新しく連携"])
    expect(await frame.getByText(text).count()).toBeGreaterThan(0);
  for (const [width, locale] of [
    [1280, "ja"],
    [390, "ja"],
    [390, "en"],
  ] as const)
    await lookElsewhere(path, width, locale);
  const saved = page.waitForEvent("download");
  await frame.getByRole("button", { name: "連携しなかった行の一覧を保存" }).click();
  const list = readFileSync(await (await saved).path(), "utf8");
  expect(list).toContain("友だちではない");
  expect(list).toContain("'=1+1");

  await frame.getByRole("button", { name: "1人を連携する" }).click();
  await frame.getByText("引き継ぎが終わりました").waitFor({ timeout: 60_000 });
  await lookElsewhere(path, 390, "ja");
  await frame.getByRole("button", { name: /まとめて取り消す/ }).click();
  await frame.getByRole("button", { name: "取り消す", exact: true }).click();
  await frame.getByText("引き継ぎを取り消しました").waitFor({ timeout: 60_000 });
  await lookElsewhere(path, 1280, "en");
  expect(errors.filter((error) => !error.includes("422"))).toEqual([]);

  frame = await within(page);
  await frame.getByRole("link", { name: "ほかのツールから引き継ぐ" }).first().click();
  await frame.getByText("取り消し済み").first().waitFor();
  await lookElsewhere(PATH, 1280, "ja");
  await frame.getByRole("button", { name: "読み取って確かめる" }).click();
  await frame.getByText("引き継ぐ内容が見つかりませんでした。").waitFor({ timeout: 60_000 });
  await context.close();
});
