import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Locale } from "#app/platform/i18n.ts";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startSandbox } from "#tests/setup/sandbox.ts";
import { keepShopBusy } from "./busy-shop.ts";
import {
  accessibilityFaults,
  documentFaults,
  drawnFrame,
  FAULTLESS,
  faultsOf,
  openEmbedded,
} from "./embedded-page.ts";

const PAGES = {
  home: "/app",
  recovery: "/app/recovery",
  results: "/app/results",
  sends: "/app/sends",
  dropped: "/app/sends?show=dropped",
  people: "/app/people",
  tags: "/app/people/tags",
  imports: "/app/people/import",
  settings: "/app/settings",
  funnel: "/app/people/funnel",
  linking: "/app/settings/linking",
  privacy: "/app/settings/privacy",
};

/** Every width and language that the pages are held to. */
const VIEWS = [1280, 390].flatMap((width) =>
  (["ja", "en"] as const).map((locale) => ({ width, locale })),
);

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
afterEach(async () => {
  await fetch(sandbox.addresses.control.faults, { method: "DELETE" });
  await context.close();
});

const optionsOf = (width: number, locale: Locale): BrowserContextOptions => ({
  viewport: { width, height: 900 },
  userAgent: USER_AGENT,
  locale,
});

async function look(width: number, locale: Locale) {
  context = await browser.newContext(optionsOf(width, locale));
  context.setDefaultTimeout(20_000);
}

async function open(path: string, locale: Locale = "ja") {
  return openEmbedded(context, sandbox.addresses, { path, locale });
}

async function breakService(fault: object) {
  const answer = await fetch(sandbox.addresses.control.faults, {
    method: "POST",
    body: JSON.stringify(fault),
  });
  expect(answer.status).toBe(201);
}

/** While one page is looked at, the next is drawn. */
const TABS = 2;

async function expectFaultlessPages(locale: Locale) {
  const left = Object.entries(PAGES).values();
  const lookAtOnes = async () => {
    for (const [name, path] of left) {
      const embedded = await open(path, locale);
      expect({ name, ...(await faultsOf(embedded, locale)) }).toEqual({ name, ...FAULTLESS });
      await embedded.page.close();
    }
  };
  await Promise.all(Array.from({ length: TABS }, lookAtOnes));
}

describe("in a shop that has just installed Musubi", () => {
  test.each([
    { width: 1280, locale: "en" as const },
    { width: 390, locale: "ja" as const },
  ])(
    "every page is whole at $width px in $locale: accessible, translated, titled, without sideways scroll or errors",
    async ({ width, locale }) => {
      await look(width, locale);
      await expectFaultlessPages(locale);
    },
  );

  test("tags, results and privacy requests say what will stand there", async () => {
    await look(1280, "ja");
    for (const [path, heading] of [
      [PAGES.tags, "まだタグはありません"],
      [PAGES.results, "まだ結果はありません"],
      [PAGES.privacy, "開示請求はまだありません"],
    ] as const) {
      const { frame, page } = await open(path);
      expect(await frame.getByText(heading).count()).toBe(1);
      await page.close();
    }
  });
});

describe("finding one's way", () => {
  test("who leaves the recovery editor with unsaved changes is asked first, wherever they go", async () => {
    await look(1280, "ja");
    const { page, frame } = await open(PAGES.recovery);
    const title = frame.getByLabel("タイトル");
    await title.fill("書きかけ");
    const stay = page.getByRole("button", { name: "とどまる" });

    await page.getByRole("link", { name: "結果", exact: true }).click();
    await stay.click();
    expect(await title.inputValue()).toBe("書きかけ");

    await frame.getByRole("link", { name: "設定を開く" }).first().click();
    await stay.click();
    expect(await title.inputValue()).toBe("書きかけ");

    await page.getByRole("link", { name: "結果", exact: true }).click();
    await page.getByRole("button", { name: "離れる" }).click();
    await frame.getByRole("heading", { name: "結果", level: 1 }).waitFor();
  });

  test("settings that were typed and not saved are asked for on the way back", async () => {
    await look(390, "ja");
    const { page, frame } = await open(PAGES.settings);
    await frame.getByRole("link", { name: "連携の設定を開く" }).click();
    await frame.getByLabel("顧客タグ").fill("書きかけ");
    const back = frame.getByRole("link", { name: "設定" }).first();
    await back.click();
    await page.getByRole("button", { name: "とどまる" }).click();
    expect(await frame.getByLabel("顧客タグ").inputValue()).toBe("書きかけ");
    await back.click();
    await page.getByRole("button", { name: "離れる" }).click();
    await frame.getByRole("heading", { name: "設定", level: 1, exact: true }).waitFor();
  });

  test("the admin's navigation turns the app's pages in place and in the same language", async () => {
    await look(1280, "en");
    const { page, frame } = await open(PAGES.home, "en");
    await frame.evaluate(() => Object.assign(window, { isSameDocument: true }));
    for (const name of ["Cart recovery", "Results", "People", "Settings"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await frame.getByRole("heading", { name, level: 1 }).waitFor();
      await drawnFrame(page);
      expect(await documentFaults(frame, "en")).toMatchObject({ language: null, rawKeys: [] });
      expect(await frame.title()).toBe(`${name} · Musubi`);
    }
    expect(await frame.evaluate(() => "isSameDocument" in window)).toBe(true);
  });

  test("pages below another lead back to it", async () => {
    await look(390, "ja");
    for (const [path, parent] of [
      [PAGES.tags, "友だち・お客様"],
      [PAGES.linking, "設定"],
      [PAGES.privacy, "設定"],
    ] as const) {
      const { page, frame } = await open(path);
      await frame.getByRole("link", { name: parent }).first().click();
      await frame.getByRole("heading", { name: parent, level: 1, exact: true }).waitFor();
      await page.close();
    }
  });
});

describe("in a busy shop", () => {
  test("four days go by: people link, leave checkouts, buy, block, opt out and ask for their data", async () => {
    await look(1280, "ja");
    await keepShopBusy(browser, optionsOf(1280, "ja"), sandbox);
    const { frame } = await open(PAGES.results);
    for (const reason of ["連携していない", "ブロックしている", "配信を停止した"]) {
      expect(await frame.getByText(reason).count()).toBeGreaterThan(0);
    }
  });

  test.each(VIEWS)(
    "every page is whole at $width px in $locale, whatever names people give themselves",
    async ({ width, locale }) => {
      await look(width, locale);
      await expectFaultlessPages(locale);
    },
  );

  test.each(VIEWS)(
    "every page for customers is whole at $width px in $locale",
    async ({ width, locale }) => {
      await look(width, locale);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      for (const [name, go] of Object.entries(await publicPages(page, locale))) {
        await go();
        expect({
          name,
          errors,
          ...(await documentFaults(page, locale)),
          accessibility: await accessibilityFaults(page),
        }).toEqual({ name, ...FAULTLESS });
      }
    },
  );
});

/** Ways to the pages that stand outside Shopify admin. */
async function publicPages(page: Page, locale: Locale) {
  const { app, storefront } = sandbox.addresses;
  const link = `${storefront}/apps/musubi/link?return_to=%2F&lang=${locale}`;
  const preferences = await preferencesUrl();
  const logIn = async (name: string) => {
    await page.goto(`${storefront}/account/logout`);
    await page.goto(`${storefront}/account/login`);
    await page.getByRole("button", { name }).click();
  };
  return {
    "link, logged out": () => page.goto(`${link}&after_login=1`),
    "link, linked": async () => {
      await logIn("佐藤 美咲");
      await page.goto(link);
    },
    confirm: async () => {
      await logIn("健太");
      await page.goto(link);
      await page.getByRole("button", { name: "花子" }).click();
      await page.getByRole("button", { name: /^(ログイン|Continue)$/ }).click();
      await page.waitForURL(/\/apps\/musubi\/confirm/);
    },
    "confirm, refused": () =>
      page.goto(`${storefront}/apps/musubi/confirm?c=made-up&lang=${locale}`),
    preferences: () => page.goto(`${preferences}?lang=${locale}`),
    "preferences, stop": () => page.goto(`${preferences}?stop=recovery&lang=${locale}`),
    "preferences, saved": () => page.goto(`${preferences}?saved=1&lang=${locale}`),
    "preferences, unknown": () => page.goto(`${app}/preferences/made-up?lang=${locale}`),
    "tracked link, lost": () => page.goto(`${app}/r/made-up`),
    "LINE login, lost on the way out": () => page.goto(`${app}/line/start?attempt=made-up`),
    "LINE login, lost on the way back": () => page.goto(`${app}/line/callback?state=x&code=y`),
    "opened outside Shopify": () => page.goto(`${app}/auth/login`),
    "no such page": () => page.goto(`${app}/no-such-page`),
  };
}

/** From the last message that 花子 got. */
async function preferencesUrl(): Promise<string> {
  const { line, channel } = sandbox.addresses;
  const [user] = channel.users;
  const talk = await fetch(
    `${line.api}/_sandbox/talks/${channel.messaging.botUserId}/${user?.userId}`,
  );
  const links = (await talk.text()).match(/http[^"\\?]*\/r\/[\w-]+(?:\.\d+)?/g) ?? [];
  for (const link of links.reverse()) {
    const { headers } = await fetch(link, { redirect: "manual" });
    const target = headers.get("location") ?? "";
    if (target.includes("/preferences/")) return target.split("?")[0]!;
  }
  throw new Error("No message leads to the preferences.");
}

describe("when something does not answer", () => {
  test("settings are drawn while LINE is slow, and nothing breaks when its word comes late", async () => {
    await look(390, "ja");
    await breakService({ service: "line", endpoint: "*", kind: "slow", delayMs: 1_500 });
    const { errors, frame } = await open(PAGES.settings);
    await frame.getByRole("heading", { name: "今月のメッセージ通数" }).waitFor();
    expect(errors).toEqual([]);
  });

  test("settings say so when LINE is down, and stay usable", async () => {
    await look(1280, "ja");
    await breakService({ service: "line", endpoint: "*", kind: "error" });
    const { frame } = await open(PAGES.settings);
    await frame.getByText("LINEの今の状態を読み込めませんでした").first().waitFor();
    expect(await frame.getByLabel("チャネルID").first().isEditable()).toBe(true);
  });

  test("the recovery editor draws with made-up products while Shopify is down", async () => {
    await look(1280, "ja");
    await breakService({
      service: "shopify",
      endpoint: "POST /admin/api/graphql.json",
      kind: "error",
    });
    const { frame } = await open(PAGES.recovery);
    await frame.getByText("商品1").first().waitFor();
    expect(await frame.getByLabel("タイトル").isEditable()).toBe(true);
  });

  test("a page that cannot be loaded says that nothing is lost, and how to go on", async () => {
    await look(390, "ja");
    const { page, frame } = await open(PAGES.home);
    await page.route(/\/app\/results/, (route) => route.abort());
    await frame.getByRole("link", { name: "結果を見る" }).click();
    await frame.getByText("このページを表示できませんでした").waitFor();
    await page.unroute(/\/app\/results/);
    await frame.getByRole("button", { name: "読み込み直す" }).click();
    await frame.getByRole("heading", { name: "結果", level: 1 }).waitFor();
  });
});
