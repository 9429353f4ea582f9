import { beforeAll, expect, test } from "vitest";
import { handlersOf, requestTo, rightParts } from "./route-requests.ts";
import { secretsOf } from "./foreign-values.ts";
import { routeTests } from "./routes-table.ts";
import { type Answer, ask, type Place, startHostileWorld } from "./routes-world.ts";

const { product, openPlace, rowsOf, sessionToken } = await startHostileWorld();
const handlers = product.routes
  .filter(({ id }) => routeTests[id]?.proof === "session")
  .flatMap((route) => handlersOf(route).map((handler) => ({ route, handler })));
let own: Place;

beforeAll(async () => {
  own = await openPlace("甲野");
});

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;
const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");
const signed = (claims: Parameters<typeof sessionToken>[0]["claims"], secret?: string) =>
  sessionToken({ shop: own.shop, claims, secret });

const forgeries: [string, () => Promise<string>][] = [
  ["an expired session token", () => signed({ exp: seconds(-600) })],
  ["one that is not valid yet", () => signed({ nbf: seconds(600) })],
  ["one signed under another secret", () => signed({}, "another app's secret")],
  ["one signed under nothing", () => signed({}, "\0")],
  ["one for another app", () => signed({ aud: "another-api-key" })],
  ["one for nobody", () => signed({ aud: undefined })],
  [
    "an unsigned one",
    async () => {
      const [, claims] = (await signed({})).split(".");
      return `${part({ alg: "none", typ: "JWT" })}.${claims}.`;
    },
  ],
  [
    "one whose claims were changed after signing",
    async () => {
      const [head, , signature] = (await signed({})).split(".");
      const claims = { dest: `https://${own.shop.domain}`, aud: process.env.SHOPIFY_API_KEY };
      return `${head}.${part({ ...claims, exp: seconds(60) })}.${signature}`;
    },
  ],
  ["rubbish", async () => "x.y.z"],
  ["an empty one", async () => ""],
];

const LEADS_TO_LOGIN = /^\/auth\/(login|session-token)(\?|$)/;

/** Refused: a 401, or the way to where a token is got. A page's own scripts are told of a redirect by a 202. */
function isRefused({ status, headers }: Answer): boolean {
  if (status === 401) return true;
  return [202, 302].includes(status) && LEADS_TO_LOGIN.test(headers.get("location") ?? "");
}

/** Sends every request that an embedded page can get, and says which were not refused or told something. */
async function whoLetsIn(headers: Record<string, string>, query: Record<string, string> = {}) {
  const rows = await rowsOf(own.shop);
  const secrets = secretsOf(own, rows);
  const open: unknown[] = [];
  for (const { route, handler } of handlers) {
    for (const parts of rightParts(handler, routeTests[route.id]!, own)) {
      const sent = [parts.path, parts.query, parts.form, query].flatMap(Object.values<string>);
      for (const asDocument of [false, true]) {
        const request = requestTo(
          route,
          handler,
          { ...parts, query: { ...parts.query, ...query } },
          asDocument,
        );
        const answer = await ask(product, { ...request, headers });
        const told = secrets.filter(
          (secret) => answer.body.includes(secret) && !sent.some((each) => each.includes(secret)),
        );
        if (!isRefused(answer) || told.length > 0)
          open.push([route.id, handler, request.path, answer.status, told]);
      }
    }
  }
  expect(await rowsOf(own.shop)).toEqual(rows);
  return open;
}

test("a right session token is let in by every embedded loader, so that a refusal means something", async () => {
  const headers = { authorization: `Bearer ${await signed({})}` };
  for (const { route, handler } of handlers.filter((each) => each.handler === "loader")) {
    const [parts] = rightParts(handler, routeTests[route.id]!, own);
    const answer = await ask(product, { ...requestTo(route, handler, parts!), headers });
    expect([route.id, answer.status]).toEqual([route.id, 200]);
  }
  expect(handlers.length).toBeGreaterThan(15);
});

test("without a session token no embedded loader and no action answers, and nothing is changed", async () => {
  expect(await whoLetsIn({})).toEqual([]);
});

test.each(forgeries)("%s opens no embedded loader and no action", async (_name, forge) => {
  expect(await whoLetsIn({ authorization: `Bearer ${await forge()}` })).toEqual([]);
});

test.each(forgeries)("%s in a document's address opens none either", async (_name, forge) => {
  const query = {
    embedded: "1",
    shop: own.shop.domain,
    host: Buffer.from("admin.shopify.com/store/x").toString("base64"),
    id_token: await forge(),
  };
  expect(await whoLetsIn({}, query)).toEqual([]);
});

test("a right token where none belongs opens nothing: a cookie, another scheme, another header", async () => {
  const token = await signed({});
  expect(await whoLetsIn({ cookie: `session=${token}; id_token=${token}` })).toEqual([]);
  expect(await whoLetsIn({ authorization: `Basic ${token}` })).toEqual([]);
  expect(await whoLetsIn({ "x-shopify-access-token": token })).toEqual([]);
});
