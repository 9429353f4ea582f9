import { expect, test } from "vitest";
import { storable, storableJson } from "#app/platform/storable.ts";

test("NUL and halves of a character go, and all else stays", () => {
  expect(storable("a\0b\ud800c🍵\n")).toBe("ab\ufffdc🍵\n");
});

test("what was parsed from JSON is rid of them at any depth, in names of fields as in values", () => {
  const told = { "a\0": ["\udc00", 1, null, { "\ud800": true }], b: "さくら" };
  expect(storableJson(told)).toEqual({ a: ["\ufffd", 1, null, { "\ufffd": true }], b: "さくら" });
});
