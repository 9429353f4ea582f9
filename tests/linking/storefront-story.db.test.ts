import { beforeAll, expect, test } from "vitest";
import { createHttpBrowser } from "#tests/setup/http-browser.ts";
import { startStorefrontWorld } from "./storefront-world.ts";

let world: Awaited<ReturnType<typeof startStorefrontWorld>>;

beforeAll(async () => {
  world = await startStorefrontWorld();
});

/** Where LINE's part begins: its address holds what the app asked for. */
const AUTHORIZE = /\/oauth2\/v2\.1\/authorize\?/;

type Browser = ReturnType<typeof createHttpBrowser>;

/** Logs in to the storefront as one of its customers. */
async function logIn(browser: Browser, customer: { id: number }) {
  const { storefront } = world.shopify.urls;
  await browser.submit(`${storefront}/customer_authentication/login`, {
    customer: String(customer.id),
  });
}

function newCustomer(name: { firstName: string; lastName: string }) {
  const { shopify } = world;
  const id = Math.max(...shopify.shop().customers.keys()) + 1;
  const [model] = shopify.shop().customers.values();
  if (!model) throw new Error("The stand-in has no customer.");
  const customer = { ...model, ...name, id, email: `customer${id}@example.jp`, tags: [] };
  shopify.shop().customers.set(id, customer);
  return customer;
}

/** LINE's login page, filled in by this person; stops where the browser would go back to the app, if asked to. */
async function approve(browser: Browser, authorize: URL, userId: string, stopBefore?: RegExp) {
  const fields = Object.fromEntries(authorize.searchParams);
  return browser.submit(
    `${world.line.urls.access}/oauth2/v2.1/authorize/consent`,
    { ...fields, userId, decision: "approve", addFriend: "on" },
    stopBefore,
  );
}

function addPerson(displayName: string) {
  const person = world.line.state.addUser({ displayName });
  return person.userIds[world.account.providerId] ?? "";
}

const wayOf = (html: string) =>
  (/href="(\/apps\/musubi\/link\?[^"]+)"/.exec(html)?.[1] ?? "").replaceAll("&amp;", "&");
const blockOf = (html: string) => /<musubi-line[\s\S]*?<\/musubi-line>/.exec(html)?.[0] ?? "";

async function productPage(browser: Browser) {
  const [product] = world.shopify.shop().products.values();
  const path = `/products/${product?.handle}`;
  return { path, ...(await browser.open(`${world.shopify.urls.storefront}${path}`)) };
}

test("from the theme's block to LINE and back: linked, tagged, marked, and said on the page; then undone", async () => {
  const { shopify, db, shop } = world;
  const { storefront } = shopify.urls;
  const browser = createHttpBrowser();
  const customer = newCustomer({ firstName: "花子", lastName: "山田" });
  const userId = addPerson("はなちゃん");

  const before = await productPage(browser);
  expect(blockOf(before.html)).toContain('data-state="logged_out"');
  // Logged out: Shopify's login comes first, and leads back to the link.
  const login = await browser.open(`${storefront}${wayOf(before.html)}`);
  expect(login.url.pathname).toBe("/customer_authentication/login");
  const authorize = await browser.submit(
    login.url.href,
    { customer: String(customer.id), return_to: login.url.searchParams.get("return_to") ?? "" },
    AUTHORIZE,
  );
  expect(authorize.url.origin).toBe(new URL(world.line.urls.access).origin);
  const query = authorize.url.searchParams;
  expect(query.get("code_challenge_method")).toBe("S256");
  expect(query.get("bot_prompt")).toBe("aggressive");
  expect(query.get("ui_locales")).toBe("ja-JP");

  const page = await approve(browser, authorize.url, userId);
  expect(page.url.origin + page.url.pathname).toBe(`${storefront}/apps/musubi/confirm`);
  expect(page.html).toContain("は***");
  expect(page.html).toContain("山***");
  expect(page.html).toContain(`c***@example.jp`);
  expect(await db.link.count({ where: { shopId: shop.id } })).toBe(0);

  const code = /name="c" value="([^"]+)"/.exec(page.html)?.[1] ?? "";
  const done = await browser.submit(`${storefront}/apps/musubi/confirm?lang=ja`, { c: code });
  expect(done.url.href).toBe(`${storefront}${before.path}?musubi=linked`);
  const link = await db.link.findFirstOrThrow({ include: { friend: true, customer: true } });
  expect(link.friend).toMatchObject({
    lineUserId: userId,
    displayName: "はなちゃん",
    followState: "following",
  });
  expect(link.customer).toMatchObject({ displayName: "山田 花子", email: customer.email });

  await world.runJobs();
  expect(customer.tags).toEqual(["musubi"]);
  expect(blockOf((await productPage(browser)).html)).toContain('data-state="linked"');
  expect(JSON.parse((await browser.open(`${storefront}/apps/musubi/status`)).html)).toEqual({
    state: "linked",
    addFriendUrl: null,
  });

  const linked = await browser.open(`${storefront}/apps/musubi/link?return_to=%2Faccount`);
  const unlinkCode = /name="unlink_code" value="([^"]+)"/.exec(linked.html)?.[1] ?? "";
  const undone = await browser.submit(`${storefront}/apps/musubi/link?lang=ja`, {
    unlink_code: unlinkCode,
    return_to: "/account",
  });
  expect(undone.url.href).toBe(`${storefront}/account?musubi=unlinked`);
  await world.runJobs();
  expect(customer.tags).toEqual([]);
  expect(blockOf((await productPage(browser)).html)).toContain('data-state="not_linked"');
});

test("a callback that was mailed to somebody else's browser ties nobody, and still serves its own", async () => {
  const { storefront } = world.shopify.urls;
  const [attacker, victim] = [createHttpBrowser(), createHttpBrowser()];
  await logIn(attacker, newCustomer({ firstName: "悪", lastName: "意" }));
  await logIn(victim, newCustomer({ firstName: "無", lastName: "実" }));
  const authorize = await attacker.open(`${storefront}/apps/musubi/link`, AUTHORIZE);
  const back = await approve(attacker, authorize.url, addPerson("あくい"), /\/line\/callback/);
  expect(back.url.pathname).toBe("/line/callback");

  const opened = await victim.open(back.url.href);
  expect(opened.status).toBe(403);
  expect(opened.html).not.toContain("musubi/confirm");
  const own = await attacker.open(back.url.href);
  expect(own.url.pathname).toBe("/apps/musubi/confirm");
  // And the page that follows, mailed on, is refused as well.
  const mailed = await victim.open(own.url.href);
  expect(mailed.status).toBe(403);
  expect(mailed.html).toContain("別のお客様がはじめた連携です");
});

test("a victim who follows a mailed way out through LINE is not tied to the sender", async () => {
  const { storefront } = world.shopify.urls;
  const [attacker, victim] = [createHttpBrowser(), createHttpBrowser()];
  await logIn(attacker, newCustomer({ firstName: "悪", lastName: "意" }));
  await logIn(victim, newCustomer({ firstName: "無", lastName: "実" }));
  const start = await attacker.open(`${storefront}/apps/musubi/link`, /\/line\/start/);
  const victimsLine = addPerson("むじつ");
  const authorize = await victim.open(start.url.href, AUTHORIZE);
  const end = await approve(victim, authorize.url, victimsLine);
  expect(end.status).toBe(403);
  expect(await world.db.link.count({ where: { friend: { lineUserId: victimsLine } } })).toBe(0);
  // The way out serves once: the sender cannot use it any more.
  expect((await attacker.open(start.url.href)).status).toBe(410);
});

test("an identity that a visitor smuggles into the query beside Shopify's is refused", async () => {
  const { shopify } = world;
  const browser = createHttpBrowser();
  await logIn(browser, newCustomer({ firstName: "悪", lastName: "意" }));
  shopify.shop().settings.proxyForwardsDuplicates = true;
  const answer = await browser.open(
    `${shopify.urls.storefront}/apps/musubi/link?logged_in_customer_id=1`,
  );
  shopify.shop().settings.proxyForwardsDuplicates = false;
  expect(answer.status).toBe(400);
});

test("whoever cancels at LINE is led back to begin again, tied to nothing", async () => {
  const { storefront } = world.shopify.urls;
  const browser = createHttpBrowser();
  await logIn(browser, newCustomer({ firstName: "取", lastName: "消" }));
  const authorize = await browser.open(
    `${storefront}/apps/musubi/link?return_to=%2Faccount`,
    AUTHORIZE,
  );
  const answer = await browser.submit(`${world.line.urls.access}/oauth2/v2.1/authorize/consent`, {
    ...Object.fromEntries(authorize.url.searchParams),
    userId: addPerson("とりけし"),
    decision: "cancel",
  });
  expect(answer.status).toBe(403);
  expect(answer.html).toContain("/apps/musubi/link?return_to=%2Faccount");
});
