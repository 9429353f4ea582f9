import { expect, test } from "vitest";
import { customerName } from "#app/customers/customer-name.ts";

test.each([
  ["花子", "山田", "山田 花子"],
  ["ハナコ", "ヤマダ", "ヤマダ ハナコ"],
  ["Hanako", "Yamada", "Hanako Yamada"],
  ["花子", null, "花子"],
  [null, "Yamada", "Yamada"],
  ["  ", null, null],
  [null, null, null],
])("%s and %s are called %s", (firstName, lastName, expected) => {
  expect(customerName({ firstName, lastName })).toBe(expected);
});
