import { expect, test } from "vitest";
import { defaultContent, recoveryContent } from "#app/recovery/recovery-step.ts";
import { cartPermalink, inOutsideBrowser, withParameters } from "#app/recovery/recovery-urls.ts";

const codesOf = (changes: object) => {
  const result = recoveryContent.safeParse({ ...defaultContent(600, "ja"), ...changes });
  return result.success
    ? {}
    : Object.fromEntries(result.error.issues.map(({ path, message }) => [path.join("."), message]));
};

test.each([
  [{ title: "   " }, { title: "required" }],
  [{ title: "結".repeat(61) }, { title: "too_long" }],
  [{ body: "" }, { body: "required" }],
  [{ linkText: "👍".repeat(21) }, { linkText: "too_long" }],
  [{ headerColor: "red" }, { headerColor: "invalid_color" }],
  [{ buttonColor: "#12345" }, { buttonColor: "invalid_color" }],
  [{ queryParameters: [{ name: "", value: "1" }] }, { "queryParameters.0.name": "required" }],
  [
    { queryParameters: [{ name: "key", value: "1" }] },
    { "queryParameters.0.name": "reserved_parameter" },
  ],
  [
    {
      queryParameters: [
        { name: "a", value: "1" },
        { name: "a", value: "2" },
      ],
    },
    { "queryParameters.1.name": "repeated_parameter" },
  ],
  [
    {
      queryParameters: Array.from({ length: 11 }, (_, index) => ({ name: `p${index}`, value: "" })),
    },
    { queryParameters: "too_many_parameters" },
  ],
])("%j is refused with %j", (changes, errors) => {
  expect(codesOf(changes)).toEqual(errors);
});

test("a label of twenty surrogate pairs fills LINE's forty units and is taken", () => {
  expect(codesOf({ linkText: "👍".repeat(20) })).toEqual({});
});

test("query parameters are added to what a URL has, and never touch the secret of a recovery URL", () => {
  const url = "https://shop.example.jp/1/checkouts/abc/recover?key=secret&utm_source=mail";
  const parameters = [
    { name: "utm_source", value: "line" },
    { name: "キャンペーン", value: "秋 & 冬" },
    { name: "key", value: "other" },
  ];
  const result = new URL(withParameters(url, parameters));
  expect(Object.fromEntries(result.searchParams)).toEqual({
    key: "secret",
    utm_source: "line",
    キャンペーン: "秋 & 冬",
  });
  expect(result.href).toMatch(/^[\x21-\x7e]+$/);
});

test("the checkout opens in the phone's own browser", () => {
  expect(inOutsideBrowser("https://musubi.test/r/abc")).toBe(
    "https://musubi.test/r/abc?openExternalBrowser=1",
  );
});

test("a permalink holds every product of the cart, and there is none without products", () => {
  expect(
    cartPermalink("https://shop.example.jp", [
      { variantId: "12", quantity: 2 },
      { variantId: null, quantity: 1 },
      { variantId: "34", quantity: 1 },
    ]),
  ).toBe("https://shop.example.jp/cart/12:2,34:1");
  expect(cartPermalink("https://shop.example.jp", [{ variantId: null, quantity: 1 }])).toBeNull();
});
