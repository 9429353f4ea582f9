import { beforeAll, expect, test } from "vitest";
import { requestTo, rightParts } from "./route-requests.ts";
import { prove } from "./prove.ts";
import { routeTests } from "./routes-table.ts";
import { type Answer, ask, type Place, startHostileWorld } from "./routes-world.ts";

const { product, openPlace, sessionToken } = await startHostileWorld();
let own: Place;
let documents: { id: string; path: string; answer: Answer }[];

beforeAll(async () => {
  own = await openPlace("甲野");
  documents = [];
  for (const route of product.routes.filter((each) => each.hasLoader)) {
    const routeTest = routeTests[route.id]!;
    const [parts] = rightParts("loader", routeTest, own);
    const request = requestTo(route, "loader", parts!, true);
    const embedded = {
      embedded: "1",
      shop: own.shop.domain,
      host: Buffer.from("admin.shopify.com/store/x").toString("base64url"),
      id_token: await sessionToken({ shop: own.shop }),
    };
    const asked =
      routeTest.proof === "session"
        ? { path: `${route.path.replace(/:\w+/, own.send.id)}?${new URLSearchParams(embedded)}` }
        : await prove(routeTest, request, own);
    documents.push({ id: route.id, path: route.path, answer: await ask(product, asked) });
  }
});

const htmlOf = () =>
  documents.filter(({ answer }) => answer.headers.get("content-type")?.startsWith("text/html"));

test("every embedded page may be framed by Shopify's admin for its own shop, by no other shop, and by nobody else", () => {
  const pages = htmlOf().filter(({ path }) => /^\/app(\/|$)/.test(path));
  expect(pages.length).toBeGreaterThan(8);
  for (const { id, answer } of pages) {
    const policy = answer.headers.get("content-security-policy") ?? "";
    const [, ancestors = ""] = /frame-ancestors ([^;]*)/.exec(policy) ?? [];
    const allowed = ancestors.split(" ").map((origin) => origin.replace("https://", ""));
    expect([id, allowed[0]]).toEqual([id, own.shop.domain]);
    const isShopify = (host: string) =>
      /^(admin\.shopify\.com|\*\.spin\.dev|admin\.myshopify\.io|admin\.shop\.dev)$/.test(host);
    expect([id, allowed.slice(1).filter((host) => host && !isShopify(host))]).toEqual([id, []]);
  }
});

test("the shop that may frame a page is the one that asks, not a fixed one and not any", async () => {
  const framedBy = async (shop: string) => {
    const answer = await ask(product, { path: `/auth/login?shop=${encodeURIComponent(shop)}` });
    return answer.headers.get("content-security-policy") ?? "";
  };
  expect(await framedBy("one.myshopify.com")).toContain("https://one.myshopify.com");
  expect(await framedBy("two.myshopify.com")).not.toContain("one.myshopify.com");
  for (const forged of [
    "evil.example",
    "*",
    "x.myshopify.com evil.example",
    "a.myshopify.com.evil.example",
    "",
  ])
    expect([forged, await framedBy(forged)]).toEqual([forged, "frame-ancestors 'none';"]);
});

test("every public page is framed by nobody", () => {
  const pages = htmlOf().filter(({ id }) => ["proxy", "code"].includes(routeTests[id]!.proof));
  expect(pages.length).toBeGreaterThan(2);
  for (const { id, answer } of pages)
    expect([id, answer.headers.get("content-security-policy")]).toEqual([
      id,
      expect.stringMatching(/frame-ancestors 'none'/),
    ]);
});

test("pages load scripts and styles from the app itself and App Bridge from Shopify, and from nowhere else", () => {
  expect(htmlOf().length).toBeGreaterThan(12);
  for (const { id, answer } of htmlOf()) {
    const loaded = [
      ...answer.body.matchAll(/<script[^>]* src="([^"]+)"/g),
      ...answer.body.matchAll(/<link[^>]* href="([^"]+)"/g),
      ...answer.body.matchAll(/@import url\(([^)]+)\)/g),
    ].map(([, url = ""]) => url);
    const foreign = loaded.filter(
      (url) =>
        /^(https?:)?\/\//.test(url) && url !== "https://cdn.shopify.com/shopifycloud/app-bridge.js",
    );
    expect([id, foreign]).toEqual([id, []]);
  }
});

test("nothing that the storefront shows for us is Liquid, whatever a shop or a person is called", () => {
  const behind = documents.filter(({ id }) => routeTests[id]!.proof === "proxy");
  expect(behind.length).toBe(4);
  for (const { id, answer } of behind)
    expect([id, answer.headers.get("content-type") ?? "none"]).toEqual([
      id,
      expect.stringMatching(/^(text\/html|application\/json|none)/),
    ]);
});

test("a shop's domain that is none opens no login, no token exchange and no storefront", async () => {
  for (const shop of [
    "evil.example",
    "x.myshopify.com.evil.example",
    "x.myshopify.com@evil.example",
    "127.0.0.1",
    "x",
  ]) {
    const token = await sessionToken({ shop: { domain: shop } });
    const headers = { authorization: `Bearer ${token}` };
    const { status } = await ask(product, { path: "/app/settings/linking.data", headers });
    expect([shop, status >= 400]).toEqual([shop, true]);
    const { headers: answered } = await ask(product, {
      path: `/app?shop=${encodeURIComponent(shop)}`,
    });
    expect(answered.get("location") ?? "").toMatch(/^(\/auth\/(login|session-token)(\?|$)|$)/);
  }
});
