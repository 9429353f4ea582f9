import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Owed, wrongIn } from "#bench/recovery/owed.ts";

const code = "c".repeat(27);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const item = { title: "リネンシャツ 7-0", variantTitle: "白 / M", quantity: 2 };
const recoveryUrl = "https://store.example.jp/7/checkouts/token/recover?key=secret";
const owed: Owed = {
  n: 7,
  customer: "佐藤 7",
  items: [item, { ...item, title: "リネンシャツ 7-1" }, { ...item, title: "リネンシャツ 7-2" }],
  recoveryUrl,
  preferencesCode: "friend-7",
  links: new Map([
    [
      sha256(code),
      [
        { kind: "checkout", url: `${recoveryUrl}&utm_source=line` },
        {
          kind: "preferences",
          url: "https://musubi.example.jp/preferences/friend-7?stop=recovery",
        },
      ],
    ],
  ]),
};
const message = {
  texts: [
    ...[
      "佐藤 7様",
      "リネンシャツ 7-0",
      "リネンシャツ 7-1",
      "白 / M",
      "￥1,200 × 2",
      "ほか1点の商品",
    ],
    `https://musubi.example.jp/r/${code}?openExternalBrowser=1`,
    `https://musubi.example.jp/r/${code}.1`,
  ],
};
const changed = (from: string, to: string): unknown =>
  JSON.parse(JSON.stringify(message).replace(from, to));

test("the one message that is owed is right", () => {
  expect(wrongIn([message], owed)).toBe(null);
});

test.each([
  ["no message", []],
  ["the message twice", [message, message]],
  ["another customer's name", [changed("佐藤 7様", "佐藤 8様")]],
  ["another item", [changed("リネンシャツ 7-1", "リネンシャツ 8-1")]],
  ["another quantity", [changed("× 2", "× 1")]],
  ["another number of further items", [changed("ほか1点", "ほか2点")]],
  ["a link of nobody's", [changed(code, "x".repeat(27))]],
  ["a place that the link has not", [changed(`${code}.1`, `${code}.2`)]],
  ["no way to the checkout", [changed(`${code}?`, `${code}.1?`)]],
  ["no way to the preferences", [changed(`${code}.1`, code)]],
])("%s is found wrong", (_, messages) => {
  expect(wrongIn(messages, owed)).not.toBe(null);
});
