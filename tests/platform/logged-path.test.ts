import { expect, test } from "vitest";
import { loggedPath } from "#app/platform/logged-path.ts";

test.each([
  ["/app/people?q=hanako@example.jp", "/app/people"],
  ["https://musubi.test/line/callback?code=c&state=s#f", "/line/callback"],
  ["/r/SECRET", "/r/[code]"],
  ["/R/SECRET/", "/R/[code]/"],
  ["//r//SECRET", "/r/[code]"],
  ["/preferences/SECRET?stop=recovery", "/preferences/[code]"],
  ["/preferences/SECRET.data", "/preferences/[code]"],
  ["https://musubi.test/r/SECRET", "/r/[code]"],
  ["/webhooks/line/SECRET/", "/webhooks/line/[code]/"],
  ["//", "//"],
  ["*", "*"],
  ["http://[", ""],
])("%s is logged as %s", (target, path) => {
  expect(loggedPath(target)).toBe(path);
});

test("a path of any length takes a line's worth of room", () => {
  expect(loggedPath(`/${"a".repeat(10_000)}`)).toHaveLength(200);
});
