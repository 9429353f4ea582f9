import { expect, test } from "vitest";
import { z } from "zod";
import {
  parseExactJson,
  payloadAmount,
  payloadGid,
  payloadId,
  payloadList,
  payloadText,
  payloadTime,
} from "#app/shopify/webhook-payload.ts";

test("ids beyond 2^53 keep every digit, and other numbers stay numbers", () => {
  const json =
    '{"id":603851970716743426,"small":42,"rate":0.06,"at":1e30,"in":[{"id":9007199254740993}]}';
  expect(parseExactJson(json)).toEqual({
    id: "603851970716743426",
    small: 42,
    rate: 0.06,
    at: 1e30,
    in: [{ id: "9007199254740993" }],
  });
});

test("digits within a text stay what they are", () => {
  expect(parseExactJson('{"name":"#981820079255243537"}')).toEqual({ name: "#981820079255243537" });
});

test.each([
  [42, "42"],
  ["603851970716743426", "603851970716743426"],
  // Rounded by somebody on the way: no id at all is better than another one's.
  [Number("603851970716743426"), null],
  [-1, null],
  ["12; DROP TABLE", null],
  [null, null],
  [undefined, null],
])("the id %j is read as %j", (id, expected) => {
  expect(payloadId.parse(id)).toBe(expected);
});

test("a global id of another kind is not taken for one of this kind", () => {
  const gid = "gid://shopify/Order/1";
  expect(payloadGid("Customer", { gid })).toBeNull();
  expect(payloadGid("Customer", { gid, id: "7" })).toBe("gid://shopify/Customer/7");
  expect(payloadGid("Order", { gid, id: "7" })).toBe(gid);
});

test("what PostgreSQL refuses is taken out of texts", () => {
  expect(payloadText.parse("a\0b")).toBe("ab");
  expect(payloadText.parse("half \ud83d of a pair")).toBe("half \ufffd of a pair");
  expect(payloadText.parse("")).toBeNull();
  expect(payloadText.parse(12)).toBeNull();
});

test.each([
  ["2021-12-31T19:00:00-05:00", "2022-01-01T00:00:00.000Z"],
  ["yesterday", undefined],
  ["+275760-09-13T00:00:00.000Z", undefined],
  [1234, undefined],
])("the time %j is read as %j", (text, expected) => {
  expect(payloadTime.parse(text)?.toISOString()).toBe(expected);
});

test.each([
  ["421.88", "421.88"],
  [12, "12"],
  ["1e9", "0"],
  ["99999999999999", "0"],
  [null, "0"],
])("the amount %j is read as %j", (amount, expected) => {
  expect(payloadAmount.parse(amount)).toBe(expected);
});

test("elements that are none are left out of a list", () => {
  expect(payloadList(z.object({ n: z.number() })).parse([{ n: 1 }, null, "x", { n: 2 }])).toEqual([
    { n: 1 },
    { n: 2 },
  ]);
});
