import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { searchSeen } from "#tests/setup/search-seen.ts";
import { type Known, leaksIn, type Seen } from "./leak-search.ts";

const known: Known = {
  secrets: ["0123456789abcdef0123456789abcdef"],
  personal: ["山田 花子", "Taro Smith", "東京都港区"],
};
const whats = (where: Seen["where"], text: string) =>
  leaksIn({ where, text }, known).map(({ what }) => what);

const jwt = ["eyJhbGciOiJIUzI1NiJ9", "eyJkZXN0IjoieCJ9", "c2ln"].join(".");
const code = "Ab3".repeat(9);

test.each([
  ["a secret by its value", "secret 0123456789abcdef0123456789abcdef"],
  ["a Shopify token", "token shpat_0f0f0f"],
  ["a session token", `{"token":"${jwt}"}`],
  ["a sealed secret", `v1.${"a".repeat(16)}.${"b".repeat(22)}.ccc`],
  ["an Authorization header", '"authorization":"Bearer abcdefghij"'],
  ["a link code", `{"path":"/r/${code}"}`],
  ["a PKCE verifier", `{"verifier":"${"aB3_".repeat(11)}"}`],
  ["a name", '{"msg":"hello Taro Smith"}'],
  ["a name in escapes", '{"msg":"\\u5c71\\u7530 \\u82b1\\u5b50"}'],
  ["any word in Japanese", '{"msg":"ご注文"}'],
  ["an e-mail address", '{"msg":"hanako@example.jp"}'],
  ["a phone number", '{"msg":"+819012345678"}'],
  ["a LINE user id", `{"to":"U${"0".repeat(32)}"}`],
])("a secret or a person's data in a log is found: %s", (_name, line) => {
  expect(whats("log", line).length).toBeGreaterThan(0);
});

test("a secret or a person's data in a log is found", () => {
  const folder = mkdtempSync(join(tmpdir(), "musubi-leaks-"));
  writeFileSync(join(folder, "one.log"), '{"msg":"well"}\n{"msg":"Hana Yamada of Kyoto"}\n');
  writeFileSync(join(folder, "one.known.jsonl"), '{"personal":["Hana Yamada"]}\n');
  writeFileSync(join(folder, "other.log"), '{"msg":"Hana Yamada of Kyoto"}\n');
  expect(searchSeen(folder)).toEqual({
    lines: 3,
    leaks: [{ file: "one.log", line: 2, what: "personal data", shown: "Hana… (11 characters)" }],
  });
  rmSync(folder, { recursive: true });
});

test("a secret in what a browser saw is found, whatever it stands in", () => {
  const secret = known.secrets[0]!;
  for (const where of ["console", "storage", "cookie", "html"] as const)
    expect([where, whats(where, `x=${secret}`)]).toEqual([where, ["a secret of this run"]]);
  expect(whats("url", `http://localhost:1/app?x=${secret}`)).toEqual(["a secret of this run"]);
  for (const where of ["console", "storage", "html"] as const)
    expect([where, whats(where, `x=${jwt}`)]).toEqual([where, ["a session or id token"]]);
});

test("a person's data in an address, the console or the storage is found; a page may show it to staff", () => {
  expect(
    whats("url", `http://localhost:1/app/people?q=${encodeURIComponent("山田 花子")}`),
  ).toEqual(["personal data"]);
  expect(whats("url", "http://localhost:1/app/people?q=Taro+Smith")).toEqual(["personal data"]);
  expect(whats("url", "http://localhost:1/x?mail=hanako%40example.jp")).toEqual([
    "an e-mail address",
  ]);
  expect(whats("console", "Taro Smith")).toEqual(["personal data"]);
  expect(whats("storage", "東京都港区")).toEqual(["personal data"]);
  expect(whats("html", "<td>山田 花子</td>")).toEqual([]);
});

test("an address carries a code at the one place that it is for, and nowhere else", () => {
  const at = (path: string) => whats("url", `http://localhost:1${path}`);
  expect(at(`/app?embedded=1&id_token=${jwt}&shop=x.myshopify.com`)).toEqual([]);
  expect(at(`/?embedded=1&id_token=${jwt}`)).toEqual([]);
  expect(at(`/line/callback?code=${code}&state=${code}`)).toEqual([]);
  expect(at(`/line/start?attempt=${code}`)).toEqual([]);
  expect(at(`/apps/musubi/confirm?c=${code}`)).toEqual([]);
  expect(at(`/r/${code}`)).toEqual([]);
  expect(at(`/preferences/${code}?lang=ja`)).toEqual([]);
  expect(at(`/app?attempt=${code}`)).toEqual(["a code that opens something"]);
  expect(at(`/line/callback?attempt=${code}`)).toEqual(["a code that opens something"]);
  expect(at(`/apps/musubi/status?c=${code}`)).toEqual(["a code that opens something"]);
  expect(at(`/r/x?token=${jwt}`)).toContain("a session or id token");
});

test("a sealed code stands in the form that posts it, and nowhere else in a page", () => {
  const sealed = `v1.${"a".repeat(16)}.${"b".repeat(22)}.ccc`;
  expect(whats("html", `<input name="unlink_code" value="${sealed}"/>`)).toEqual([]);
  expect(whats("html", `<input name="other" value="${sealed}"/>`)).toEqual(["a sealed secret"]);
});

test("an address that another site is told as the page before carries no code at all", () => {
  expect(whats("told", "http://localhost:1/")).toEqual([]);
  expect(whats("told", `http://localhost:1/r/${code}`)).toEqual(["a code that opens something"]);
  expect(whats("told", `http://localhost:1/app?id_token=${jwt}`)).toContain(
    "a session or id token",
  );
});

test("what every log line holds is no leak", () => {
  for (const line of [
    '{"level":"info","time":"2026-11-22T03:00:00.000Z","role":"all","requestId":"01a203ae-842d-712b-b676-0cabd19bd0d3","method":"GET","path":"/r/[code]","status":302,"ms":3,"msg":"request"}',
    '{"level":"warn","shop":"shop-0f0f0f0f.myshopify.com","cause":"recovery:01a203ae-842d-712b-b676-0cabd19bd0d3:01a203ae-84c4-75a0-be0f-c92836d5d5aa"}',
    '{"level":"error","err":{"type":"Error","message":"x","stack":"Error: x\\n    at run (file:///srv/musubi/node_modules/@scope/some-package/dist/index.js:12:34)"}}',
  ])
    expect(whats("log", line)).toEqual([]);
});

test("a find is told without being repeated", () => {
  const [found] = leaksIn({ where: "log", text: `x shpat_${"0f".repeat(16)}` }, known);
  expect(found).toEqual({
    what: "a token or secret of Shopify's",
    shown: "shpa… (38 characters)",
  });
});
