import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { beforeAll, expect, test } from "vitest";
import { proxyRequest } from "#tests/factories/proxy-request.ts";
import { METRICS_TOKEN } from "./product-server.ts";
import { prove } from "./prove.ts";
import { secretsOf } from "./foreign-values.ts";
import { handlersOf, requestTo, rightParts } from "./route-requests.ts";
import { routeTests } from "./routes-table.ts";
import { type Answer, ask, type Place, startHostileWorld } from "./routes-world.ts";

const { product, openPlace, rowsOf, sessionToken } = await startHostileWorld();
const { WEBHOOK_DOORS } = await import("#app/intake/intake.server.ts");
let own: Place;

beforeAll(async () => {
  own = await openPlace("甲野");
});

/** A request that `fetch` would not make. */
async function askRaw(method: string, path: string, headers: Record<string, string> = {}) {
  const sent = httpRequest(product.url + path, { method, headers });
  sent.end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of answer) body += String(chunk);
  return { status: answer.statusCode ?? 0, allow: answer.headers.allow, body };
}

/** What stands in front of Remix, as Express has it: paths, and middleware by name and where it is mounted. */
const doors = (
  product.pages as unknown as {
    _router: { stack: { name: string; regexp: RegExp; route?: { path: string } }[] };
  }
)._router.stack.map(({ name, regexp, route }) => route?.path ?? `${name} at ${regexp.source}`);

const EVERYWHERE = String.raw`^\/?(?=\/|$)`;

test("the doors of the pages' server are these and no others: a new one needs a hostile test", () => {
  expect(doors).toEqual([
    `query at ${EVERYWHERE}`,
    `expressInit at ${EVERYWHERE}`,
    "/healthz",
    "/readyz",
    "/metrics",
    // Names the request and writes it into the log.
    `<anonymous> at ${EVERYWHERE}`,
    `refuseMethod at ${EVERYWHERE}`,
    `refuseLarge at ${EVERYWHERE}`,
    `compression at ${EVERYWHERE}`,
    String.raw`serveStatic at ^\/assets\/?(?=\/|$)`,
    `serveStatic at ${EVERYWHERE}`,
    // Remix: every route of the manifest, each with its entry in routes-table.ts.
    "*",
    // The last word on what broke.
    `<anonymous> at ${EVERYWHERE}`,
  ]);
  expect(Object.keys(WEBHOOK_DOORS)).toEqual(["line", "shopify"]);
});

test.each(["/healthz", "/readyz"])("%s says that it is well and nothing else", async (path) => {
  const answer = await ask(product, { path });
  expect(answer.status).toBe(200);
  expect(answer.body.length).toBeLessThan(40);
});

test("the metrics are for whoever has the operator's token, and tell of no shop and nobody", async () => {
  const read = (authorization?: string) =>
    ask(product, { path: "/metrics", headers: authorization ? { authorization } : {} });
  const staff = `Bearer ${await sessionToken({ shop: own.shop })}`;
  for (const forged of [
    undefined,
    "",
    "Bearer",
    "Bearer ",
    "Bearer x",
    `Basic ${METRICS_TOKEN}`,
    staff,
  ]) {
    const { status, body } = await read(forged);
    expect([forged, status, body]).toEqual([forged, 401, "Unauthorized"]);
  }
  const { status, body } = await read(`Bearer ${METRICS_TOKEN}`);
  expect(status).toBe(200);
  const secrets = secretsOf(own, await rowsOf(own.shop));
  expect(secrets.filter((secret) => body.includes(secret))).toEqual([]);
});

test("no file is served that the build did not lay out for the browser", async () => {
  for (const path of [
    "/.env",
    "/.git/config",
    "/package.json",
    "/app/server.ts",
    "/build/server/index.js",
    "/assets/../server/index.js",
    "/assets/..%2f..%2fserver%2findex.js",
    "/prisma/schema.prisma",
    "/%2e%2e/%2e%2e/etc/passwd",
  ]) {
    const { status, body } = await askRaw("GET", path);
    expect([path, status >= 400 || LEADS_AWAY.includes(status)]).toEqual([path, true]);
    expect(body).not.toMatch(/DATABASE_URL|"dependencies"|root:|datasource db/);
  }
});

const LEADS_AWAY = [301, 302];

const METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "PURGE"];

test("no door answers a method that it does not know", async () => {
  const paths = [
    ...product.routes.map(({ path }) => path.replace(/:\w+|\*/g, "x")),
    "/app.data",
    "/__manifest",
    "/webhooks/shopify",
    `/webhooks/line/${own.channel.webhookKey}`,
  ];
  for (const path of new Set(paths))
    for (const method of METHODS) {
      // Browsers ask for extensions inside Shopify's pages whether they may.
      if (method === "OPTIONS" && path.startsWith("/api/")) continue;
      const { status, allow, body } = await askRaw(method, path);
      expect([path, method, status]).toEqual([path, method, 405]);
      expect(allow).toContain("POST");
      expect(body.length).toBeLessThan(200);
    }
});

test("what only answers is not posted to, and what only takes is not read, whoever asks", async () => {
  const before = await rowsOf(own.shop);
  for (const route of product.routes) {
    const routeTest = routeTests[route.id]!;
    const [parts] = rightParts("loader", routeTest, own);
    const { path } = requestTo({ ...route, isIndex: false }, "action", parts!, true);
    // The root's address is its index route's.
    if (route.id === "root") continue;
    const index = route.isIndex ? `${path}${path.includes("?") ? "&" : "?"}index` : path;
    if (!route.hasAction) {
      const answer = await ask(
        product,
        await prove(routeTest, { path: index, method: "POST" }, own),
      );
      expect([route.id, "POST", answer.status]).toEqual([route.id, "POST", 405]);
    }
    if (!route.hasLoader && !route.isPage) {
      const answer = await ask(product, await prove(routeTest, { path }, own));
      expect([route.id, "GET", answer.status]).toEqual([route.id, "GET", 400]);
    }
  }
  expect(await rowsOf(own.shop)).toEqual(before);
});

const ORIGINAL = (url: URL) => url;
const spoiled: [string, (url: URL) => URL | void][] = [
  ["without a signature", (url) => url.searchParams.delete("signature")],
  ["with a wrong signature", (url) => url.searchParams.set("signature", "0".repeat(64))],
  ["with an empty signature", (url) => url.searchParams.set("signature", "")],
  [
    "with two signatures",
    (url) => url.searchParams.append("signature", url.searchParams.get("signature") ?? ""),
  ],
  [
    "for another customer than was signed",
    (url) => url.searchParams.set("logged_in_customer_id", "1"),
  ],
  ["for two customers", (url) => url.searchParams.append("logged_in_customer_id", "1")],
  ["for another shop than was signed", (url) => url.searchParams.set("shop", "evil.myshopify.com")],
  ["for two shops", (url) => url.searchParams.append("shop", "evil.myshopify.com")],
  ["with a parameter that was not signed", (url) => url.searchParams.append("x", "1")],
  ["with another time than was signed", (url) => url.searchParams.set("timestamp", "9999999999")],
];

const storefront = product.routes
  .filter(({ id }) => routeTests[id]?.proof === "proxy")
  .flatMap((route) => handlersOf(route).map((handler) => ({ route, handler })));

/** Asks every route behind the app proxy, with an address that `spoil` has changed; what answers is returned. */
async function whoLetsIn(
  spoil: (url: URL) => URL | void,
  signing: { signedAt?: number; headers?: Record<string, string> } = {},
) {
  const rows = await rowsOf(own.shop);
  const secrets = secretsOf(own, rows);
  const open: unknown[] = [];
  for (const { route, handler } of storefront) {
    const { visitor } = routeTests[route.id]!;
    const { shopifyGid: customerGid } = visitor?.(own) ?? own.customer;
    for (const parts of rightParts(handler, routeTests[route.id]!, own)) {
      const request = requestTo(route, handler, parts);
      const path = request.path.replace("/proxy", "");
      const url = new URL(proxyRequest({ shop: own.shop, path, customerGid, ...signing }).url);
      const { pathname, search } = spoil(url) ?? url;
      const answer: Answer = await ask(product, {
        ...request,
        path: pathname + search,
        headers: signing.headers,
      });
      const told = secrets.filter(
        (secret) => answer.body.includes(secret) && !search.includes(secret),
      );
      if (![400, 401].includes(answer.status) || told.length > 0)
        open.push([route.id, handler, answer.status, told]);
    }
  }
  expect(await rowsOf(own.shop)).toEqual(rows);
  return open;
}

test.each(spoiled)("a storefront's request %s opens nothing", async (_name, spoil) => {
  expect(await whoLetsIn(spoil)).toEqual([]);
});

test("a storefront's request of long ago or of the future opens nothing", async () => {
  expect(await whoLetsIn(ORIGINAL, { signedAt: Date.now() - 92_000 })).toEqual([]);
  expect(await whoLetsIn(ORIGINAL, { signedAt: Date.now() + 120_000 })).toEqual([]);
});

test("staff's session token is no signature of the storefront", async () => {
  const headers = { authorization: `Bearer ${await sessionToken({ shop: own.shop })}` };
  const unsigned = (url: URL) => url.searchParams.delete("signature");
  expect(await whoLetsIn(unsigned, { headers })).toEqual([]);
});

test("the manifest that Remix tells browsers names routes and nobody", async () => {
  const paths = product.routes.map(({ path }) => `p=${encodeURIComponent(path)}`).join("&");
  const { status, body } = await ask(product, { path: `/__manifest?version=1&${paths}` });
  expect(status).toBe(200);
  expect(secretsOf(own, await rowsOf(own.shop)).filter((secret) => body.includes(secret))).toEqual(
    [],
  );
});
