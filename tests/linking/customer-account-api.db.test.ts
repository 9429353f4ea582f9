import type { Channel, Customer, Friend, Shop } from "@prisma/client";
import type { JWTPayload } from "jose";
import { beforeEach, expect, test } from "vitest";
import { offersCounted } from "#app/linking/count-offer.server.ts";
import { db } from "#app/platform/database.server.ts";
import { loader as people } from "#app/routes/app.people.tsx";
import { action, loader } from "#app/routes/api.customer-account.link.tsx";
import { loader as begin } from "#app/routes/line.begin.tsx";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { accountRequest, customerToken } from "#tests/factories/customer-token.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createShop } from "#tests/factories/shop.ts";
import { sessionToken, storeOfflineToken } from "#tests/factories/staff-request.ts";

let shop: Shop;
let channel: Channel;
let friend: Friend;
let customer: Customer;

beforeEach(async () => {
  shop = await createShop(db, { storefrontUrl: "https://shop.example.jp" });
  channel = await createChannel(db, shop, { basicId: "@musubi" });
  friend = await createFriend(db, channel, { displayName: "はなちゃん" });
  customer = await createCustomer(db, shop);
});

const asked = (request: Request) => ({ request, params: {}, context: {} });

/** Refusals are thrown, as routes do. */
async function answerTo(request: Request): Promise<{ status: number; body: unknown }> {
  const handler = request.method === "POST" ? action : loader;
  const response = await handler(asked(request)).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  return { status: response.status, body: await response.json() };
}

const ask = async (options: Partial<Parameters<typeof accountRequest>[0]> = {}) =>
  answerTo(await accountRequest({ shop, customerGid: customer.shopifyGid, ...options }));

async function startUrl(): Promise<URL> {
  const { body } = await ask();
  return new URL((body as { startUrl: string }).startUrl);
}

test("the account shows whether its customer is linked, with the LINE name masked and no id", async () => {
  expect(await ask()).toMatchObject({ status: 200, body: { state: "not_linked" } });
  await createLink(db, friend, customer);
  const { status, body } = await ask();
  expect({ status, body }).toEqual({
    status: 200,
    body: { state: "linked", friendName: "は***", addFriendUrl: null },
  });
  await db.friend.update({ where: { id: friend.id }, data: { followState: "blocked" } });
  expect(await ask()).toMatchObject({ body: { addFriendUrl: "https://line.me/R/ti/p/%40musubi" } });
});

test("every origin may ask, without cookies, and the browser is told so before", async () => {
  const preflight = await loader(
    asked(new Request("https://musubi.test/api/customer-account/link", { method: "OPTIONS" })),
  );
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-headers")).toContain("Authorization");
  const answer = await loader(
    asked(await accountRequest({ shop, customerGid: customer.shopifyGid })),
  );
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;
const claimed = (claims: JWTPayload, secret?: string) => () =>
  customerToken({ shop, customerGid: customer.shopifyGid, claims, secret });
const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");

const forgeries: [string, () => Promise<string>][] = [
  ["one signed under another secret", claimed({}, "another app's secret")],
  ["one for another app", claimed({ aud: "another-api-key" })],
  ["one for us and another app", claimed({ aud: ["test-api-key", "another-api-key"] as never })],
  ["one for no app", claimed({ aud: undefined })],
  ["an expired one", claimed({ exp: seconds(-60) })],
  ["one without an end", claimed({ exp: undefined })],
  ["one that is not valid yet", claimed({ nbf: seconds(60) })],
  ["one without a beginning", claimed({ nbf: undefined })],
  ["one for no shop", claimed({ dest: undefined })],
  ["one for a site that is no shop", claimed({ dest: "shop.myshopify.com.evil.example" })],
  ["one for a shop behind another name", claimed({ dest: "https://evil.example/.myshopify.com" })],
  ["a staff member's of the same shop", () => sessionToken({ shop })],
  ["one for a customer without the gid", claimed({ sub: "1001" })],
  ["one for something else than a customer", claimed({ sub: "gid://shopify/Order/1001" })],
  ["one for two customers", claimed({ sub: `${"gid://shopify/Customer/1"},2` })],
  [
    "an unsigned one",
    async () => `${part({ alg: "none" })}.${(await claimed({})()).split(".")[1]}.`,
  ],
  [
    "one whose customer was changed after signing",
    async () => {
      const [head, body = "", signature] = (await claimed({})()).split(".");
      const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
      return `${head}.${part({ ...claims, sub: "gid://shopify/Customer/1" })}.${signature}`;
    },
  ],
  ["rubbish", async () => "x.y.z"],
];

test.each(forgeries)("%s opens nothing and unlinks nobody", async (_name, forge) => {
  const link = await createLink(db, friend, customer);
  const token = await forge();
  for (const method of ["GET", "POST"]) {
    expect(await ask({ method, token })).toEqual({ status: 401, body: { error: "token" } });
  }
  expect(await db.link.count({ where: { id: link.id } })).toBe(1);
});

test("no token, one in a cookie and one in the address open nothing", async () => {
  const token = await claimed({})();
  const url = "https://musubi.test/api/customer-account/link";
  const tries = [
    new Request(url),
    new Request(url, { headers: { cookie: `token=${token}` } }),
    new Request(`${url}?id_token=${token}`),
    new Request(url, { headers: { authorization: token } }),
  ];
  for (const request of tries) expect((await answerTo(request)).status).toBe(401);
});

test("who has only opened an order's link, without logging in, is told to log in and nothing else", async () => {
  await createLink(db, friend, customer);
  expect(await ask({ customerGid: null })).toEqual({ status: 403, body: { error: "logged_out" } });
  expect(await ask({ customerGid: null, method: "POST" })).toMatchObject({ status: 403 });
  expect(await db.link.count({ where: { shopId: shop.id } })).toBe(1);
});

test("another customer, and the customer of the same number in another shop, see and end only what is theirs", async () => {
  const link = await createLink(db, friend, customer);
  const stranger = await createCustomer(db, shop);
  const elsewhere = await createShop(db);
  await createChannel(db, elsewhere);
  await createCustomer(db, elsewhere, { shopifyGid: customer.shopifyGid });
  for (const who of [
    { customerGid: stranger.shopifyGid },
    { shop: elsewhere },
    { customerGid: "gid://shopify/Customer/1" },
  ]) {
    expect(await ask(who)).toMatchObject({ body: { state: "not_linked" } });
    // What the request says beside the token names nobody.
    const path = `/api/customer-account/link?customer=${customer.shopifyGid}&linkId=${link.id}&shop=${shop.domain}`;
    expect(await ask({ ...who, path, method: "POST" })).toMatchObject({
      body: { state: "not_linked" },
    });
  }
  expect(await db.link.count({ where: { id: link.id } })).toBe(1);
});

test("a shop that has uninstalled answers nobody", async () => {
  await db.shop.update({ where: { id: shop.id }, data: { uninstalledAt: new Date() } });
  expect(await ask()).toEqual({ status: 404, body: { error: "unknown_shop" } });
});

test("the customer unlinks by themselves, twice without harm, and it is noted", async () => {
  await createLink(db, friend, customer);
  expect(await ask({ method: "POST" })).toMatchObject({ body: { state: "not_linked" } });
  expect(await ask({ method: "POST" })).toMatchObject({ body: { state: "not_linked" } });
  const notes = await db.auditEntry.findMany({ where: { shopId: shop.id } });
  expect(notes).toMatchObject([{ actor: "customer", action: "link.removed" }]);
});

test("a customer's token opens no page of the staff, however its shop is written", async () => {
  await storeOfflineToken(shop);
  for (const dest of [shop.domain, `https://${shop.domain}`]) {
    const token = await claimed({ dest })();
    const request = new Request("https://musubi.test/app/people", {
      headers: { authorization: `Bearer ${token}`, "user-agent": "Mozilla/5.0 Chrome/140.0" },
    });
    const opened = await people(asked(request)).then(
      () => "opened",
      (thrown: unknown) => (thrown instanceof Response ? thrown.status : "failed"),
    );
    expect([dest, opened]).not.toContain("opened");
  }
});

test("the start sends the browser out to LINE for the customer of the token, and is counted", async () => {
  const url = await startUrl();
  const out = await begin(asked(new Request(url)));
  expect(out.status).toBe(303);
  expect(out.headers.get("location")).toMatch(/\/line\/start\?attempt=/);
  const [attempt] = await db.loginAttempt.findMany({ where: { shopId: shop.id } });
  expect(attempt).toMatchObject({
    customerGid: customer.shopifyGid,
    method: "customer_account",
    returnPath: "/account",
  });
  await offersCounted();
  const steps = await db.linkStep.findMany({ where: { shopId: shop.id } });
  expect(
    Object.fromEntries(steps.map(({ method, step, count }) => [`${method} ${step}`, count])),
  ).toEqual({ "customer_account offered": 1, "customer_account started": 1 });
});

test.each<[string, (ticket: string) => string]>([
  ["missing", () => ""],
  ["cut off", (ticket) => ticket.slice(0, -3)],
  ["changed", (ticket) => ticket.replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
  ["made up", () => "v1.a.b.c"],
])("a start whose ticket is %s begins nothing", async (_name, change) => {
  const url = await startUrl();
  url.searchParams.set("ticket", change(url.searchParams.get("ticket") ?? ""));
  expect((await begin(asked(new Request(url)))).status).toBe(410);
  expect(await db.loginAttempt.count({ where: { shopId: shop.id } })).toBe(0);
});

test("a way that the merchant has closed is neither offered nor begun; who is linked can unlink all the same", async () => {
  const url = await startUrl();
  await db.linkSettings.create({ data: { shopId: shop.id, closedWays: ["customer_account"] } });
  expect(await ask()).toEqual({ status: 200, body: { state: "closed" } });
  const refused = await begin(asked(new Request(url)));
  expect(refused.status).toBe(410);
  expect(await refused.text()).toContain("この方法の連携を受け付けていません");
  await createLink(db, friend, customer);
  expect(await ask({ method: "POST" })).toEqual({ status: 200, body: { state: "closed" } });
});
