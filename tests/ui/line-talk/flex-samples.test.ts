import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { drawFlex } from "./draw.tsx";
import { flexSamples } from "./flex-samples.ts";

type Schema = { properties?: Record<string, unknown>; allOf?: Schema[] };
type Document = { components: { schemas: Record<string, Schema> } };

const { schemas } = (
  parse(readFileSync("sandbox/line/openapi/messaging-api.yml", "utf8")) as Document
).components;

/** Every property that LINE's document gives a component, `type` left out. */
function documented(schema: string): string[] {
  const parts = [schemas[schema] ?? {}, ...(schemas[schema]?.allOf ?? [])];
  return parts
    .flatMap((part) => Object.keys(part.properties ?? {}))
    .filter((name) => name !== "type");
}

/** What the samples use: "text.size", "box.layout", … */
function used(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) value.forEach((item) => used(item, found));
  else if (value && typeof value === "object") {
    const type = (value as { type?: string }).type;
    for (const [name, inner] of Object.entries(value)) {
      if (type && inner !== undefined) found.add(`${type}.${name}`);
      used(inner, found);
    }
  }
  return found;
}

test.each(Object.keys(flexSamples))(
  "%s is drawn with all its words, on a server without a window",
  (name) => {
    const sample = flexSamples[name]!;
    const html = drawFlex(sample);
    const texts = JSON.stringify(sample).matchAll(/"(?:text|label)":"([^"]+)"/g);
    const shown = [...texts].map(([, text]) => text!).filter((text) => text !== "cart");
    expect(shown.length).toBeGreaterThan(0);
    for (const text of shown) expect(html).toContain(text.replaceAll("'", "&#x27;"));
    expect(html).not.toContain("表示できません");
  },
);

test("the samples use every component and every property of LINE's document", () => {
  const inSamples = used(Object.values(flexSamples));
  const components = {
    bubble: "FlexBubble",
    carousel: "FlexCarousel",
    box: "FlexBox",
    button: "FlexButton",
    image: "FlexImage",
    video: "FlexVideo",
    icon: "FlexIcon",
    text: "FlexText",
    span: "FlexSpan",
    separator: "FlexSeparator",
    linearGradient: "FlexBoxLinearGradient",
  };
  const missing = Object.entries(components).flatMap(([type, schema]) =>
    documented(schema)
      .map((property) => `${type}.${property}`)
      .filter((name) => !inSamples.has(name)),
  );
  // The offsets are the same code for every component, and `flex-properties.test.ts` holds each of them.
  expect(
    missing.filter((name) => !/\.(position|offset\w+|margin|flex|gravity)$/.test(name)),
  ).toEqual([]);
  expect(inSamples).toContain("filler.type");
});

test("a video's altContent is for older apps and is not drawn", () => {
  expect(drawFlex(flexSamples["rest"]!)).not.toContain("never-drawn");
});
