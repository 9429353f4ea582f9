import { expect, test } from "vitest";
import { isSameSecret, randomCode, seal, unseal } from "#app/platform/crypto.server.ts";
import { db } from "#app/platform/database.server.ts";

test("what is sealed opens in its own context", () => {
  expect(unseal(seal("channel secret", "channel:1"), "channel:1")).toBe("channel secret");
});

test("a sealed value that was copied elsewhere or changed does not open, and the error does not show it", () => {
  const sealed = seal("channel secret", "channel:1");
  expect(() => unseal(sealed, "channel:2")).toThrow("cannot be opened");
  expect(() => unseal(`${sealed.slice(0, -2)}AA`, "channel:1")).toThrow("cannot be opened");
  expect(() => unseal("plain", "channel:1")).toThrow("known form");
});

test("the same secret is sealed differently each time", () => {
  expect(seal("x", "c")).not.toBe(seal("x", "c"));
});

test("codes carry at least 128 random bits", () => {
  expect(Buffer.from(randomCode(), "base64url").length * 8).toBeGreaterThanOrEqual(128);
});

test("secrets of different lengths are compared without an error", () => {
  expect(isSameSecret("a", "ab")).toBe(false);
  expect(isSameSecret("ab", "ab")).toBe(true);
});

test("each test file has a migrated database of its own", async () => {
  expect(await db.shop.count()).toBe(0);
});
