import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createSend } from "#tests/factories/send.ts";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import { startStorefrontWorld } from "./storefront-world.ts";

const TIMEOUT = 90_000;
let world: Awaited<ReturnType<typeof startStorefrontWorld>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  world = await startStorefrontWorld();
  browser = await launchBrowser();
}, TIMEOUT);
afterAll(() => browser?.close());
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ userAgent: USER_AGENT, locale: "ja-JP" });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
});

const accounts = () => `${world.shopify.urls.storefront}/customer-accounts`;
const extension = (): FrameLocator => page.frameLocator("iframe[data-extension]").first();

function newCustomer(firstName: string) {
  const { customers } = world.shopify.shop();
  const [model] = customers.values();
  if (!model) throw new Error("The stand-in has no customer.");
  const id = Math.max(...customers.keys()) + 1;
  const customer = { ...model, firstName, id, email: `account${id}@example.jp`, tags: [] };
  customers.set(id, customer);
  return { ...customer, gid: `gid://shopify/Customer/${id}` };
}

/** Logs in to the customer account alone: the online store knows nothing of it yet. */
async function logIn(customer: { id: number }) {
  await page.goto(`${accounts()}/login`);
  await page.locator(`button[value="${customer.id}"]`).click();
}

const linkOf = (gid: string) =>
  world.db.link.findFirst({
    where: { shopId: world.shop.id, customer: { shopifyGid: gid } },
    include: { friend: true },
  });

/** LINE's pages, in the tab that the extension opened. */
async function approveAtLine(tab: Page, displayName: string) {
  await tab.waitForURL(/\/oauth2\/v2\.1\/login\?/);
  const consent = new URL(new URL(tab.url()).searchParams.get("returnUri") ?? "", tab.url());
  const fields = Object.fromEntries(consent.searchParams);
  const person = world.line.state.addUser({ displayName });
  const userId = person.userIds[world.account.providerId] ?? "";
  await tab.evaluate(
    ({ action, values }) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = action;
      for (const [name, value] of Object.entries(values)) {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name, value });
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    },
    {
      action: `${world.line.urls.access}/oauth2/v2.1/authorize/consent`,
      values: { ...fields, userId, decision: "approve", addFriend: "on" },
    },
  );
  return userId;
}

test(
  "from the account to LINE and back, confirmed on the storefront under the same login; then undone, by the extension's own bundle",
  { timeout: TIMEOUT },
  async () => {
    const customer = newCustomer("花子");
    await logIn(customer);
    const [tab] = await Promise.all([
      context.waitForEvent("page"),
      extension()
        .getByRole("link", { name: /LINEと連携する/ })
        .click(),
    ]);
    const lineUserId = await approveAtLine(tab, "はなちゃん");
    await tab.waitForURL(/\/apps\/musubi\/confirm/);
    expect(await tab.textContent("body")).toContain("は***");
    await tab.getByRole("button").first().click();
    await tab.waitForURL(/\/account\?musubi=linked/);
    expect(await linkOf(customer.gid)).toMatchObject({
      method: "customer_account",
      friend: { lineUserId },
    });

    await extension().getByRole("button", { name: "表示を更新" }).click();
    await extension().getByText("「は***」のLINEと連携しています。").waitFor();
    await extension().getByRole("button", { name: "連携を解除" }).click();
    await extension().getByRole("button", { name: "解除する" }).click();
    await extension()
      .getByRole("link", { name: /LINEと連携する/ })
      .waitFor();
    expect(await page.textContent("[data-extension-news]")).toBe("LINEとの連携を解除しました");
    expect(await linkOf(customer.gid)).toBeNull();
  },
);

test(
  "a start that is sent to somebody else ties nobody: not in their own account, and not without one",
  { timeout: TIMEOUT },
  async () => {
    const attacker = newCustomer("襲");
    await logIn(attacker);
    const start = await extension()
      .getByRole("link", { name: /LINEと連携する/ })
      .getAttribute("href");
    const victim = newCustomer("被");
    await context.clearCookies();
    await logIn(victim);
    await page.goto(start ?? "");
    await approveAtLine(page, "ひがいしゃ");
    await page.waitForURL(/\/apps\/musubi\/confirm/);
    expect(await page.locator("form").count()).toBe(0);
    expect(await page.textContent("body")).not.toContain("襲");
    expect([await linkOf(attacker.gid), await linkOf(victim.gid)]).toEqual([null, null]);

    await context.clearCookies();
    await page.goto(start ?? "");
    await approveAtLine(page, "だれか");
    // Nobody is logged in anywhere: Shopify asks who it is.
    await page.waitForURL(/\/customer_authentication\/login/);
    expect(await linkOf(attacker.gid)).toBeNull();
  },
);

test(
  "an order's page that was opened by its link alone asks to log in, and tells nothing",
  { timeout: TIMEOUT },
  async () => {
    const { orders } = world.shopify.shop();
    const customer = newCustomer("注文");
    orders.set(77, {
      ...(orders.values().next().value ?? {}),
      id: 77,
      name: "#77",
      customerId: customer.id,
    } as never);
    await page.goto(`${accounts()}/orders/77`);
    await extension().getByText("ログインしてください").waitFor();
    await extension().getByRole("button", { name: "ログイン" }).click();
    await page.locator(`button[value="${customer.id}"]`).click();
    await extension().getByText("このご注文のお届けのお知らせ").waitFor();
  },
);

test(
  "the admin's customer page shows LINE, what was sent and where to read on; for who is not linked it asks a friend",
  { timeout: TIMEOUT },
  async () => {
    const { db, shop, shopify } = world;
    const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
    const [linked, loose] = [newCustomer("結"), newCustomer("独")];
    const friend = await createFriend(db, channel, { displayName: "むすびさん" });
    await createLink(db, friend, await createCustomer(db, shop, { shopifyGid: linked.gid }));
    await createSend(db, {
      shopId: shop.id,
      friendId: friend.id,
      kind: "link_greeting",
      state: "accepted",
    });
    await createCustomer(db, shop, { shopifyGid: loose.gid });
    await createFriend(db, channel, { displayName: "ひとりさん" });
    await db.channel.update({ where: { id: channel.id }, data: { webhookMode: "own" } });

    const store = `${shopify.urls.admin}/store/${shop.domain.split(".")[0]}`;
    await page.goto(`${store}/customers/${linked.id}`);
    await extension().getByText("「むすびさん」のLINEと連携しています").waitFor();
    await extension().getByText("連携のあいさつ · 送信済み").waitFor();
    const open = extension().getByRole("link", { name: "Musubiで開く" });
    expect(await open.getAttribute("href")).toContain(`/app/people/${friend.id}`);

    await page.goto(`${store}/customers/${loose.id}`);
    await extension().getByRole("button", { name: "連携のご案内を送る" }).click();
    const action = page.frameLocator("dialog iframe");
    await action.locator("s-text-field input").fill("ひとり");
    await action.getByRole("button", { name: "探す" }).click();
    await action.getByRole("button", { name: "「ひとりさん」に送る" }).click();
    await action.getByText("ご案内を送りました").waitFor();
    expect(await db.send.count({ where: { shopId: shop.id, kind: "link_invite" } })).toBe(1);
  },
);

test("another shop's staff, and no staff, see nobody", async () => {
  const { accountRequest } = await import("#tests/factories/customer-token.ts");
  const { sessionToken } = await import("#tests/factories/staff-request.ts");
  const { loader, action } = await import("#app/routes/api.admin.customer.tsx");
  const { createShop } = await import("#tests/factories/shop.ts");
  const { db, shop } = world;
  const customer = newCustomer("秘");
  const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
  const friend = await createFriend(db, channel, { displayName: "ひみつさん" });
  await createLink(db, friend, await createCustomer(db, shop, { shopifyGid: customer.gid }));
  const other = await createShop(db);
  await createChannel(db, other);
  const path = `/api/admin/customer?id=${customer.gid}`;
  const asked = (request: Request) => ({ request, params: {}, context: {} });
  const token = await sessionToken({ shop: other });
  const seen = await loader(
    asked(await accountRequest({ shop: other, customerGid: null, path, token })),
  );
  expect(await seen.json()).toEqual({
    personId: null,
    line: null,
    sends: [],
    timeZone: other.timeZone,
  });
  for (const handler of [loader, action]) {
    const request = await accountRequest({ shop, customerGid: customer.gid, path });
    const refused = await handler(asked(request)).catch((thrown: unknown) => thrown as Response);
    expect(refused.status).toBe(401);
  }
});
