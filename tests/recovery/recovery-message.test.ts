import { expect, test } from "vitest";
import { buildRecoveryMessage, type DrawnItem } from "#app/recovery/recovery-message.ts";
import { contrast, LEAST_CONTRAST } from "#app/recovery/readable-color.ts";
import {
  CONTENT_LIMITS,
  defaultContent,
  recoveryContent,
  STEP_DELAYS,
  type RecoveryContent,
} from "#app/recovery/recovery-step.ts";

const item = (changes: Partial<DrawnItem> = {}): DrawnItem => ({
  name: "リネンシャツ",
  variant: "白 / M",
  price: "7700.00",
  quantity: 2,
  imageUrl: "https://cdn.shopify.com/shirt.jpg",
  url: "https://musubi.test/r/item",
  ...changes,
});
const urls = {
  checkout: "https://musubi.test/r/checkout",
  preferences: "https://musubi.test/r/stop",
};

const build = (changes: Partial<Parameters<typeof buildRecoveryMessage>[0]> = {}) =>
  buildRecoveryMessage({
    content: defaultContent(600, "ja"),
    items: [item()],
    currency: "JPY",
    recipientName: "山田 花子",
    urls,
    locale: "ja",
    ...changes,
  });

type Part = { [key: string]: unknown };

/** Every component of the bubble, in reading order. */
function parts(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  if (typeof value !== "object" || value === null) return [];
  return [value as Part, ...Object.values(value).flatMap(parts)];
}
const texts = (message: unknown) =>
  parts(message).flatMap((part) => (part.type === "text" ? [part.text as string] : []));
const uris = (message: unknown) =>
  parts(message).flatMap((part) => (part.type === "uri" ? [part.uri as string] : []));

test("a message names the person and shows the item with variant, price and quantity", () => {
  const shown = texts(build());
  expect(shown.join("\n")).toContain("山田 花子様");
  expect(shown).toContain("リネンシャツ");
  expect(shown).toContain("白 / M");
  expect(shown).toContain("￥7,700 × 2");
});

test("image and name open the product page, the button the checkout, the small print the preferences", () => {
  const message = build();
  const image = parts(message).find((part) => part.type === "image");
  const name = parts(message).find((part) => part.text === "リネンシャツ");
  const button = parts(message).find((part) => part.type === "button");
  expect(image?.action).toMatchObject({ uri: "https://musubi.test/r/item" });
  expect(name?.action).toMatchObject({ uri: "https://musubi.test/r/item" });
  expect(button?.action).toMatchObject({ uri: urls.checkout, label: "ご注文手続きへ進む" });
  expect(uris(message)).toContain(urls.preferences);
});

test("two items are drawn, and from the third on the note tells how many more there are", () => {
  const shown = (count: number) =>
    texts(build({ items: Array.from({ length: count }, () => item()) }));
  expect(shown(2).filter((text) => text === "リネンシャツ")).toHaveLength(2);
  expect(shown(2).join()).not.toContain("ほか");
  expect(shown(4).filter((text) => text === "リネンシャツ")).toHaveLength(2);
  expect(shown(4)).toContain("ほか2点の商品がカートに入っています");
});

test.each([
  ["ja", "お客様"],
  ["en", "Hi there,"],
] as const)("a person without a name is still spoken to well in %s", (locale, words) => {
  const message = build({ locale, content: defaultContent(600, locale), recipientName: "  " });
  expect(texts(message).join("\n")).toContain(words);
  expect(JSON.stringify(message)).not.toContain("{{");
});

test("what is missing leaves no hole", () => {
  const message = build({
    items: [item({ name: " ", variant: "Default Title", price: null, imageUrl: null, url: null })],
  });
  expect(parts(message).some((part) => part.type === "image")).toBe(false);
  expect(texts(message)).toContain("商品");
  expect(texts(message)).toContain("× 2");
  expect(texts(message)).not.toContain("Default Title");
  expect(texts(message).every((text) => text.length > 0)).toBe(true);
});

test("a checkout in an unknown currency is drawn without its price rather than not at all", () => {
  expect(texts(build({ currency: "" }))).toContain("× 2");
});

test("an image that LINE would refuse is not drawn", () => {
  const drawn = (imageUrl: string) =>
    parts(build({ items: [item({ imageUrl })] })).some((part) => part.type === "image");
  expect(drawn("http://cdn.shopify.com/shirt.jpg")).toBe(false);
  expect(drawn(`https://cdn.shopify.com/${"a".repeat(2_000)}`)).toBe(false);
  expect(drawn("http://127.0.0.1:4000/shirt.jpg")).toBe(true);
});

test("the longest texts stay below LINE's limits", () => {
  const longest: RecoveryContent = {
    title: "結".repeat(CONTENT_LIMITS.title),
    body: "{{name}}".repeat(CONTENT_LIMITS.body / 10).padEnd(CONTENT_LIMITS.body, "結"),
    note: "結".repeat(CONTENT_LIMITS.note),
    linkText: "結".repeat(CONTENT_LIMITS.linkText),
    headerColor: "#000000",
    buttonColor: "#FFFFFF",
    queryParameters: [],
  };
  expect(recoveryContent.parse(longest)).toEqual(longest);
  const url = `https://musubi.test/r/${"c".repeat(200)}`;
  const long = item({
    name: "👨‍👩‍👧".repeat(80),
    variant: "結".repeat(255),
    imageUrl: `https://cdn.shopify.com/${"a".repeat(1_900)}`,
    url,
  });
  const message = build({
    content: longest,
    items: [long, long, long],
    recipientName: "花".repeat(255),
    urls: { checkout: url, preferences: url },
  });
  expect(Buffer.byteLength(JSON.stringify(message.contents))).toBeLessThan(30 * 1024);
  expect(message.altText.length).toBeLessThanOrEqual(400);
  expect(JSON.stringify(message)).not.toMatch(/\\ud[89ab]/);
});

test.each(["ja", "en"] as const)(
  "every default in %s is valid and readable on its colours",
  (locale) => {
    for (const delay of STEP_DELAYS) {
      const content = defaultContent(delay, locale);
      expect(recoveryContent.parse(content)).toEqual(content);
      expect(contrast(content.headerColor, "#FFFFFF")).toBeGreaterThan(LEAST_CONTRAST);
      expect(contrast(content.buttonColor, "#FFFFFF")).toBeGreaterThan(LEAST_CONTRAST);
    }
  },
);

test("letters on a light header are dark, and a light button is of the kind with dark letters", () => {
  const content = { ...defaultContent(0, "ja"), headerColor: "#FFF3B0", buttonColor: "#FFF3B0" };
  const message = build({ content });
  expect(parts(message).find((part) => part.text === content.title)?.color).toBe("#111111");
  expect(parts(message).find((part) => part.type === "button")?.style).toBe("secondary");
});
