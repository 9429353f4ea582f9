import { expect, test } from "vitest";
import { shownCustomer } from "#app/imports/shown-customer.ts";

test.each([
  ["gid://shopify/Customer/8100000000003", "8100000000003"],
  ["taro@example.jp", "taro@example.jp"],
  ["gid://shopify/Customer/x", "gid://shopify/Customer/x"],
  ["=1+1", "=1+1"],
  [null, null],
])("a row's customer %s is shown as %s", (told, shown) => {
  expect(shownCustomer(told)).toBe(shown);
});
