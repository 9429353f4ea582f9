import { expect, test } from "vitest";
import { isTap } from "#app/links/is-tap.server.ts";
import {
  chooseDestination,
  isWebUrl,
  readTrackedPath,
  type TapSituation,
  trackedPath,
} from "#app/links/tracked-link.ts";

const beganAt = new Date("2026-11-22T03:00:00Z");
const minutesLater = (minutes: number) => new Date(beganAt.getTime() + minutes * 60_000);
const target = {
  kind: "checkout",
  url: "https://shop.example.jp/checkouts/ac/1/recover",
  fallbackUrl: "https://shop.example.jp/cart/11:2",
} as const;
const situation: TapSituation = {
  target,
  shopUrl: "https://shop.example.jp",
  checkout: { beganAt, isOrdered: false, isDeleted: false },
  now: minutesLater(60),
};

test("a tap leads to the checkout", () => {
  expect(chooseDestination(situation)).toBe(target.url);
});

test("a checkout too young for its own URL leads to the cart permalink, from 15 minutes on to itself", () => {
  expect(chooseDestination({ ...situation, now: minutesLater(14) })).toBe(target.fallbackUrl);
  expect(chooseDestination({ ...situation, now: minutesLater(15) })).toBe(target.url);
  expect(
    chooseDestination({
      ...situation,
      target: { ...target, fallbackUrl: null },
      now: minutesLater(1),
    }),
  ).toBe(target.url);
});

test("a checkout that was ordered meanwhile leads to the store, so that it is not bought twice", () => {
  const checkout = { beganAt, isOrdered: true, isDeleted: false };
  expect(chooseDestination({ ...situation, checkout, now: minutesLater(1) })).toBe(
    situation.shopUrl,
  );
});

test("a checkout that Shopify deleted leads to the cart permalink", () => {
  const checkout = { beganAt, isOrdered: false, isDeleted: true };
  expect(chooseDestination({ ...situation, checkout })).toBe(target.fallbackUrl);
});

test("a product page is led to whatever became of the checkout", () => {
  const checkout = { beganAt, isOrdered: true, isDeleted: true };
  expect(
    chooseDestination({ ...situation, target: { ...target, kind: "product" }, checkout }),
  ).toBe(target.url);
});

test.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "//evil.example",
  "/relative",
  "",
  "line://x",
])("%j is no place to send a browser to", (url) => {
  expect(isWebUrl(url)).toBe(false);
  expect(chooseDestination({ ...situation, target: { ...target, url, fallbackUrl: null } })).toBe(
    situation.shopUrl,
  );
});

test("a path names a code and which of its places is meant, the first by the code alone", () => {
  for (const index of [0, 1, 12]) {
    const part = trackedPath("aB-_9", index).replace("/r/", "");
    expect(readTrackedPath(part)).toEqual({ code: "aB-_9", index });
  }
  for (const part of ["", ".1", "a.", "a.b", "a.100", "a.-1", "a.1.1", "a/1", `${"a".repeat(65)}`])
    expect(readTrackedPath(part)).toBe(null);
});

const inLine =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/15.12.0";
const request = (headers: Record<string, string>, method = "GET") =>
  new Request("https://musubi.test/r/x", { method, headers });

test("a tap inside LINE and in an ordinary browser is a person's", () => {
  expect(isTap(request({ "user-agent": inLine }))).toBe(true);
  expect(
    isTap(
      request({
        "user-agent":
          "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
      }),
    ),
  ).toBe(true);
});

test.each([
  ["LINE's preview", request({ "user-agent": "facebookexternalhit/1.1;line-poker/1.0" })],
  ["a crawler", request({ "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" })],
  ["a link checker", request({ "user-agent": inLine }, "HEAD")],
  ["a prefetch", request({ "user-agent": inLine, "sec-purpose": "prefetch;prerender" })],
])("%s is not a tap", (_name, opened) => {
  expect(isTap(opened)).toBe(false);
});
