import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Locale } from "#app/platform/i18n.ts";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";
import { type EmbeddedPage, FAULTLESS, faultsOf, openEmbedded } from "./embedded-page.ts";
import { createCustomer } from "./people/customer.ts";
import { createMerchant } from "./people/merchant.ts";

const options = { viewport: { width: 1280, height: 900 }, userAgent: USER_AGENT, locale: "ja" };

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});
afterEach(() => context.close());

let isPrepared = false;

/** LINE is connected, 佐藤 美咲 is linked, and there is a tag. */
async function prepare() {
  if (isPrepared) return;
  isPrepared = true;
  const office = await browser.newContext(options);
  const merchant = createMerchant(await office.newPage(), sandbox.addresses);
  await merchant.connectsLine();
  await merchant.open("people/tags", "タグ");
  await merchant.app.getByLabel("新しいタグの名前").fill("お得意様");
  await merchant.app.getByRole("button", { name: "追加", exact: true }).click();
  await merchant.app.getByText("お得意様").first().waitFor();
  await office.close();
  const home = await browser.newContext(options);
  const customer = createCustomer(await home.newPage(), sandbox.addresses);
  await customer.logsIn("佐藤 美咲");
  await customer.linksLine("花子");
  await home.close();
}

async function open(
  path: string,
  { width = 1280, locale = "ja" }: { width?: number; locale?: Locale } = {},
) {
  await prepare();
  context = await browser.newContext({ ...options, viewport: { width, height: 900 }, locale });
  context.setDefaultTimeout(30_000);
  return openEmbedded(context, sandbox.addresses, { path, locale });
}

const shoot = async ({ page }: EmbeddedPage, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};

test("staff finds a person in any kana and width, opens the page, and tags them in the list and takes it back", async () => {
  const embedded = await open("/app/people");
  const { frame } = embedded;
  await frame.getByRole("searchbox").fill("ｻﾄｳ");
  await frame.getByText("「ｻﾄｳ」に合う人はいません").waitFor();
  await frame.getByRole("searchbox").fill("佐藤");
  await frame.getByRole("link", { name: "佐藤 美咲のページを開く" }).waitFor();
  await frame
    .getByRole("row", { name: /佐藤 美咲/ })
    .getByRole("checkbox")
    .check({ force: true });
  await shoot(embedded, "selected");
  await frame.getByRole("button", { name: "タグを付ける" }).click();
  const modal = frame.getByRole("dialog");
  await modal.getByRole("button", { name: "付ける", exact: true }).click();
  await frame.getByText("完了しました（1人中1人）").waitFor();
  await shoot(embedded, "tagged");
  await frame.getByRole("button", { name: /元に戻す/ }).click();
  await frame.getByText("元に戻しました").waitFor();
  await frame.getByRole("searchbox").fill("佐藤");
  await frame.getByRole("link", { name: "佐藤 美咲のページを開く" }).click();
  await frame.getByText("で連携しました").waitFor();
});

test.each(
  [1280, 390].flatMap((width) => (["ja", "en"] as const).map((locale) => ({ width, locale }))),
)("list and person hold at $width px in $locale", async ({ width, locale }) => {
  const list = await open("/app/people", { width, locale });
  expect(await faultsOf(list, locale)).toEqual(FAULTLESS);
  await shoot(list, `list-${width}-${locale}`);
  const href = await list.frame
    .getByRole("link", { name: /佐藤 美咲/ })
    .first()
    .getAttribute("href");
  await context.close();
  const person = await open(new URL(href ?? "", "https://x.example").pathname, { width, locale });
  expect(await faultsOf(person, locale)).toEqual(FAULTLESS);
  await shoot(person, `person-${width}-${locale}`);
});
