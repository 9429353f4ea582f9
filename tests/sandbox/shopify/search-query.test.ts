import { expect, test } from "vitest";

import { matchesSearch } from "#sandbox/shopify/graphql/search-query.ts";

const order = { name: "#1001", at: "2026-11-22T03:00:00Z", total: 1_980, tags: ["vip", "line"] };
const fields = {
  name: (item: typeof order) => item.name,
  created_at: (item: typeof order) => item.at,
  total: (item: typeof order) => item.total,
  tag: (item: typeof order) => item.tags,
};
const matches = (query: string) => matchesSearch(order, query, fields);

test.each([
  ["name:#1001", true],
  ["name:'#1002'", false],
  ["name:#10*", true],
  ["tag:VIP", true],
  ["-tag:vip", false],
  ["NOT tag:gold", true],
  ["total:>=1980 AND total:<2000", true],
  ["total:>1980", false],
  ["created_at:>='2026-11-22T12:00:00+09:00'", true],
  ["created_at:>'2026-11-22T12:00:00+09:00'", false],
  ["tag:gold OR tag:line", true],
  ["tag:gold name:#1001", false],
  ["1001", true],
])("%s → %s", (query, expected) => {
  expect(matches(query)).toBe(expected);
});

test("a field that cannot be searched, and what is not understood, is an error instead of a match", () => {
  expect(() => matches("colour:red")).toThrow("cannot search by colour");
  expect(() => matches("(tag:vip OR tag:line)")).toThrow("no parentheses");
});
