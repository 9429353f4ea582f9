import { expect, test } from "vitest";
import { maskEmail, maskName } from "#app/linking/mask.ts";
import { toReturnPath } from "#app/linking/return-path.ts";
import { withNews } from "#app/linking/storefront-paths.ts";

test.each([
  ["/", "/"],
  ["/products/kettle?variant=1#reviews", "/products/kettle?variant=1#reviews"],
  ["/en/pages/line?a=1&a=2", "/en/pages/line?a=1&a=2"],
  ["/collections/湯のみ", "/collections/%E6%B9%AF%E3%81%AE%E3%81%BF"],
  ["/account?musubi=linked", "/account"],
])("%s is a path to go back to", (given, expected) => {
  expect(toReturnPath(given)).toBe(expected);
});

test.each([
  null,
  "",
  "https://evil.example/",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/..//evil.example",
  "/a/../..//evil.example",
  "/.//evil.example",
  "javascript:alert(1)",
  " /x",
  "data:text/html,x",
  "products/kettle",
  `/${"a".repeat(2_000)}`,
  "/apps/musubi/link?return_to=/",
  "/x/../apps/musubi/confirm",
])("%j leads to the front page and nowhere else", (given) => {
  expect(toReturnPath(given)).toBe("/");
});

test("word of what happened is added to the path and replaces older word", () => {
  expect(withNews("/products/kettle?variant=1#top", "linked")).toBe(
    "/products/kettle?variant=1&musubi=linked#top",
  );
  expect(withNews("/?musubi=linked", "unlinked")).toBe("/?musubi=unlinked");
});

test("names and addresses are masked to what their owner recognises", () => {
  expect(maskName("山田 花子")).toBe("山***");
  expect(maskName("👨‍👩‍👧 family")).toBe("👨‍👩‍👧***");
  expect(maskName("  ")).toBeNull();
  expect(maskName(null)).toBeNull();
  expect(maskEmail("taro@example.jp")).toBe("t***@example.jp");
  expect(maskEmail("not an address")).toBeNull();
  expect(maskEmail("@example.jp")).toBeNull();
});
