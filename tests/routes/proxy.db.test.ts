import type { Customer, Shop } from "@prisma/client";
import { beforeAll, expect, test } from "vitest";
import { createUnlinkCode } from "#app/linking/unlink-code.server.ts";
import { db } from "#app/platform/database.server.ts";
import { action as confirmAction } from "#app/routes/proxy.confirm.tsx";
import { action as linkAction, loader as linkLoader } from "#app/routes/proxy.link.tsx";
import { loader as statusLoader } from "#app/routes/proxy.status.tsx";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { proxyRequest } from "#tests/factories/proxy-request.ts";
import { createShop } from "#tests/factories/shop.ts";

const STORE = "https://store.example.jp";
let shop: Shop;
let customer: Customer;

beforeAll(async () => {
  shop = await createShop(db, { storefrontUrl: STORE });
  await createChannel(db, shop);
  customer = await createCustomer(db, shop);
});

const asked = (request: Request) => ({ request, params: {}, context: {} });
const open = (path: string, more: Partial<Parameters<typeof proxyRequest>[0]> = {}) =>
  linkLoader(asked(proxyRequest({ shop, path, customerGid: customer.shopifyGid, ...more })));
const status = (more: Partial<Parameters<typeof proxyRequest>[0]> = {}) =>
  statusLoader(
    asked(proxyRequest({ shop, path: "/status", customerGid: customer.shopifyGid, ...more })),
  );

async function linkedCustomer(followState = "following") {
  const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
  const linked = await createCustomer(db, shop);
  const friend = await createFriend(db, channel, { followState });
  return { linked, friend, link: await createLink(db, friend, linked) };
}

test("a visitor who is not logged in is sent to log in and back to the link", async () => {
  const answer = await open("/link?return_to=%2Fproducts%2Fkettle&lang=en", { customerGid: null });
  expect(answer.status).toBe(303);
  const login = new URL(answer.headers.get("location") ?? "");
  expect(login.origin + login.pathname).toBe(`${STORE}/customer_authentication/login`);
  const back = new URL(login.searchParams.get("return_to") ?? "", STORE);
  expect(back.pathname).toBe("/apps/musubi/link");
  expect(Object.fromEntries(back.searchParams)).toEqual({
    return_to: "/products/kettle",
    lang: "en",
    after_login: "1",
  });
});

test("who comes back from logging in without being logged in is asked, not sent round in circles", async () => {
  const answer = await open("/link?return_to=%2F&after_login=1", { customerGid: null });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("ログインしてください");
});

test("a logged-in customer sets out on the app's own domain, with the way back kept", async () => {
  const answer = await open("/link?return_to=%2F%2Fevil.example");
  expect(answer.headers.get("location")).toMatch(
    /^https:\/\/musubi\.test\/line\/start\?attempt=[\w-]{27}$/,
  );
  const attempt = await db.loginAttempt.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(attempt).toMatchObject({
    shopId: shop.id,
    customerGid: customer.shopifyGid,
    purpose: "customer",
    returnPath: "/",
    locale: "ja",
  });
});

test("a shop without a connected channel says so", async () => {
  const bare = await createShop(db);
  const someone = await createCustomer(db, bare);
  const answer = await open("/link", { shop: bare, customerGid: someone.shopifyGid });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("いまはLINEと連携できません");
});

test.each([
  ["a signature that is wrong", (url: URL) => url.searchParams.set("signature", "0".repeat(64))],
  ["no signature", (url: URL) => url.searchParams.delete("signature")],
  ["two signatures", (url: URL) => url.searchParams.append("signature", "0".repeat(64))],
  [
    "another customer than was signed",
    (url: URL) => url.searchParams.set("logged_in_customer_id", "1"),
  ],
  [
    "another shop than was signed",
    (url: URL) => url.searchParams.set("shop", "evil.myshopify.com"),
  ],
  ["a parameter that was not signed", (url: URL) => url.searchParams.set("return_to", "/x")],
])("%s is refused with 401 and begins nothing", async (_name, spoil) => {
  const before = await db.loginAttempt.count();
  const request = proxyRequest({ shop, path: "/link", customerGid: customer.shopifyGid });
  const url = new URL(request.url);
  spoil(url);
  expect((await linkLoader(asked(new Request(url)))).status).toBe(401);
  expect((await statusLoader(asked(new Request(url)))).status).toBe(401);
  expect((await confirmAction(asked(new Request(url, { method: "POST" })))).status).toBe(401);
  expect(await db.loginAttempt.count()).toBe(before);
});

test("a replayed URL is refused after 90 seconds, and one from the future too", async () => {
  expect((await open("/link", { signedAt: Date.now() - 80_000 })).status).toBe(303);
  for (const signedAt of [Date.now() - 92_000, Date.now() + 120_000]) {
    const answer = await open("/link", { signedAt });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("有効期限");
  }
});

test("a second logged_in_customer_id is refused although Shopify signed it", async () => {
  const smuggled: [string, string][] = [["logged_in_customer_id", "999"]];
  const answer = await open("/link", { smuggled });
  expect(answer.status).toBe(400);
  expect((await status({ smuggled })).status).toBe(400);
});

test.each(["abc", "1 OR 1=1", "-1", "1,2"])("the customer id %j is refused", async (id) => {
  expect((await open("/link", { customerGid: `gid://shopify/Customer/${id}` })).status).toBe(400);
});

test("a shop that is not known or has uninstalled is refused", async () => {
  const left = await createShop(db, { uninstalledAt: new Date() });
  for (const domain of [left.domain, "never-seen.myshopify.com"]) {
    expect((await open("/link", { shop: { domain } })).status).toBe(404);
  }
});

test("refusals are said in the visitor's language", async () => {
  const answer = await open("/link", {
    signedAt: 0,
    headers: { "accept-language": "en-GB,en;q=0.9" },
  });
  expect(await answer.text()).toContain("This page cannot be opened");
});

test("the state tells the block what to draw and names nobody", async () => {
  expect(await (await status({ customerGid: null })).json()).toEqual({ state: "logged_out" });
  expect(await (await status()).json()).toEqual({ state: "not_linked", addFriendUrl: null });
  const { linked } = await linkedCustomer();
  const answer = await status({ customerGid: linked.shopifyGid });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toEqual({ state: "linked", addFriendUrl: null });
  const { linked: blocking } = await linkedCustomer("blocked");
  expect(await (await status({ customerGid: blocking.shopifyGid })).json()).toEqual({
    state: "linked",
    addFriendUrl: "https://line.me/R/ti/p/%40musubi",
  });
});

test("a customer of another shop with the same number is not linked here", async () => {
  const { linked } = await linkedCustomer();
  const other = await createShop(db);
  await createChannel(db, other);
  const answer = await status({ shop: other, customerGid: linked.shopifyGid });
  expect(await answer.json()).toMatchObject({ state: "not_linked" });
});

async function unlinkCodeFor(gid: string): Promise<string> {
  const html = await (await open("/link?return_to=%2Faccount", { customerGid: gid })).text();
  return /name="unlink_code" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

const unlink = (gid: string | null, code: string) =>
  linkAction(
    asked(
      proxyRequest({
        shop,
        path: "/link",
        customerGid: gid,
        form: { unlink_code: code, return_to: "/account" },
      }),
    ),
  );

test("a customer unlinks with the code of their page, and lands back with word of it", async () => {
  const { linked, link, friend } = await linkedCustomer();
  const code = await unlinkCodeFor(linked.shopifyGid);
  const answer = await unlink(linked.shopifyGid, code);
  expect(answer.headers.get("location")).toBe(`${STORE}/account?musubi=unlinked`);
  expect(await db.link.count({ where: { id: link.id } })).toBe(0);
  expect(await db.friend.count({ where: { id: friend.id } })).toBe(1);
  expect(await db.auditEntry.findFirst({ where: { subject: linked.shopifyGid } })).toMatchObject({
    actor: "customer",
    action: "link.removed",
  });
  // Posting again finds nothing to do and says the same.
  expect((await unlink(linked.shopifyGid, code)).status).toBe(303);
});

test("no page can unlink in a customer's name: missing, foreign and old codes are refused", async () => {
  const { linked, link } = await linkedCustomer();
  const stranger = await linkedCustomer();
  const foreign = await unlinkCodeFor(stranger.linked.shopifyGid);
  const bond = { shopId: shop.id, linkId: link.id, customerGid: linked.shopifyGid };
  const old = createUnlinkCode({ ...bond, realTime: new Date(Date.now() - 31 * 60_000) });
  for (const code of ["", "forged", "v1.a.b.c", foreign, old]) {
    const answer = await unlink(linked.shopifyGid, code);
    expect(answer.status).toBe(403);
  }
  expect((await unlink(null, await unlinkCodeFor(linked.shopifyGid))).status).toBe(403);
  expect(await db.link.count({ where: { id: link.id } })).toBe(1);
});

test("a post that is no form is refused, never an error", async () => {
  const request = proxyRequest({ shop, path: "/confirm", customerGid: customer.shopifyGid });
  for (const type of ["application/json", "multipart/form-data; boundary=x", "text/plain"]) {
    const post = () =>
      new Request(request.url, { method: "POST", body: "{", headers: { "content-type": type } });
    expect((await confirmAction(asked(post()))).status).toBe(404);
    expect((await linkAction(asked(post()))).status).toBe(303);
  }
});

test("a link can be undone while the shop has no channel connected", async () => {
  const resting = await createShop(db, { storefrontUrl: STORE });
  const channel = await createChannel(db, resting, {
    messagingChannelId: null,
    loginChannelId: null,
  });
  const linked = await createCustomer(db, resting);
  await createLink(db, await createFriend(db, channel), linked);
  const page = await open("/link", { shop: resting, customerGid: linked.shopifyGid });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("連携を解除する");
});

test("HTML in names is shown as text", async () => {
  const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
  const linked = await createCustomer(db, shop);
  await createLink(
    db,
    await createFriend(db, channel, { displayName: "<img src=x onerror=alert(1)>" }),
    linked,
  );
  const html = await (await open("/link", { customerGid: linked.shopifyGid })).text();
  expect(html).not.toContain("<img src=x");
  expect(html).toContain("&lt;***");
});
