import { expect, test } from "vitest";
import { loggedPath } from "#app/platform/logged-path.ts";

test.each([
  ["/app/people?q=hanako@example.jp", "/app/people"],
  ["https://musubi.test/line/callback?code=c&state=s#f", "/line/callback"],
  ["/r/SECRET", "/r/[code]"],
  ["/R/SECRET/", "/[…]/[code]/"],
  ["//r//SECRET", "/r/[code]"],
  ["/preferences/SECRET?stop=recovery", "/preferences/[code]"],
  ["/preferences/SECRET.data", "/preferences/[code]"],
  ["https://musubi.test/r/SECRET", "/r/[code]"],
  ["/webhooks/line/SECRET/", "/webhooks/line/[code]/"],
  ["/app/people/hanako@example.jp", "/app/people/[…]"],
  [
    "/app/sends/01a203ae-842d-712b-b676-0cabd19bd0d3.data",
    "/app/sends/01a203ae-842d-712b-b676-0cabd19bd0d3.data",
  ],
  ["/app/sends/U0123456789abcdef0123456789abcdef", "/app/sends/[…]"],
  ["/auth/session-token", "/auth/session-token"],
  ["/%E5%B1%B1%E7%94%B0", "/[…]"],
  ["//", "//"],
  ["*", "*"],
  ["http://[", ""],
])("%s is logged as %s", (target, path) => {
  expect(loggedPath(target)).toBe(path);
});

test("a path of any length takes a line's worth of room", () => {
  expect(loggedPath("/a".repeat(10_000)).length).toBeLessThanOrEqual(200);
  expect(loggedPath(`/${"a".repeat(10_000)}`)).toBe("/[…]");
});
