import { themeCheckRun } from "@shopify/theme-check-node";
import { Liquid } from "liquidjs";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";

const folder = "extensions/musubi-theme";
const read = (path: string) => readFileSync(join(folder, path), "utf8");
type Texts = { [key: string]: string | Texts };

const schema = z.strictObject({
  name: z.string().startsWith("t:"),
  target: z.enum(["section", "body"]),
  stylesheet: z.string(),
  javascript: z.string(),
  settings: z.array(
    z.object({
      type: z.enum(["text", "textarea", "select", "checkbox"]),
      id: z.string().regex(/^[a-z_]+$/),
      label: z.string().startsWith("t:"),
      info: z.string().startsWith("t:").optional(),
      default: z.unknown().optional(),
      options: z
        .array(z.object({ value: z.string(), label: z.string().startsWith("t:") }))
        .optional(),
    }),
  ),
});

const blocks = readdirSync(join(folder, "blocks")).map((file) => {
  const text = read(`blocks/${file}`);
  const [whole, json] = /\{% schema %\}([\s\S]+)\{% endschema %\}/.exec(text) ?? [];
  return {
    file,
    liquid: text.replace(whole ?? "", ""),
    schema: schema.parse(JSON.parse(json ?? "")),
  };
});

function flatten(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[path + key, value] as [string, string]]
      : flatten(value, `${path}${key}.`),
  );
}

const locale = (name: string) =>
  new Map(flatten(JSON.parse(read(`locales/${name}.json`)) as Texts));

test("Shopify's own check of theme app extensions finds nothing", async () => {
  const { offenses } = await themeCheckRun(resolve(folder), "theme-check:theme-app-extension");
  expect(offenses.map(({ check, uri, message }) => `${check} in ${uri}: ${message}`)).toEqual([]);
});

test("the extension is a theme extension with an app block and an app embed", () => {
  expect(parse(read("shopify.extension.toml"))).toMatchObject({ type: "theme" });
  expect(blocks.map((block) => block.schema.target).sort()).toEqual(["body", "section"]);
});

test.each([
  ["ja.default", "en"],
  ["ja.default.schema", "en.schema"],
])("%s and %s say the same things, and nothing is empty", (ja, en) => {
  expect([...locale(en).keys()].sort()).toEqual([...locale(ja).keys()].sort());
  for (const name of [ja, en])
    for (const [key, text] of locale(name)) expect(text.trim(), key).not.toBe("");
});

test("every text of blocks and settings is there, and none is left over", () => {
  const settings = blocks.flatMap(
    (block) => JSON.stringify(block.schema).match(/(?<="t:)[\w.]+/g) ?? [],
  );
  expect([...new Set(settings)].sort()).toEqual([...locale("ja.default.schema").keys()].sort());
  const words = blocks.flatMap((block) => block.liquid.match(/(?<=')[\w.]+(?=' \| t\b)/g) ?? []);
  expect([...new Set(words)].sort()).toEqual([...locale("ja.default").keys()].sort());
});

test("setting ids are unique within a block, and its assets exist", () => {
  for (const { schema: block } of blocks) {
    const ids = block.settings.map((setting) => setting.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const asset of [block.stylesheet, block.javascript])
      expect(read(`assets/${asset}`)).not.toBe("");
  }
});

test("what a storefront loads is small and comes from nowhere else", () => {
  const assets = readdirSync(join(folder, "assets"));
  const total = assets.reduce((sum, file) => sum + statSync(join(folder, "assets", file)).size, 0);
  expect(total).toBeLessThan(10_000);
  for (const file of assets) expect(read(`assets/${file}`)).not.toMatch(/https?:\/\//);
});

const engine = new Liquid({
  root: join(folder, "snippets"),
  extname: ".liquid",
  strictFilters: true,
});
engine.registerFilter(
  "t",
  (key: string) => locale("ja.default").get(key) ?? `translation missing: ${key}`,
);

type Customer = { metafields: { $app?: { line_linked?: { value: boolean } } } };

async function draw(
  target: string,
  customer: Customer | null,
  settings: Record<string, unknown> = {},
) {
  const block = blocks.find((each) => each.schema.target === target);
  if (!block) throw new Error(`There is no block for ${target}.`);
  const defaults = Object.fromEntries(
    block.schema.settings.map(({ id, default: value }) => [id, value]),
  );
  const html = (await engine.parseAndRender(block.liquid, {
    customer,
    request: { path: "/products/湯のみ & 急須", locale: { iso_code: "ja" } },
    block: { settings: { ...defaults, ...settings }, shopify_attributes: 'data-block="1"' },
  })) as string;
  return html.replace(/\s+/g, " ");
}

const unlinked: Customer = { metafields: {} };
const linked: Customer = { metafields: { $app: { line_linked: { value: true } } } };
const undone: Customer = { metafields: { $app: { line_linked: { value: false } } } };

test("a customer who is not linked gets a plain link that remembers the page", async () => {
  for (const customer of [unlinked, undone]) {
    const html = await draw("section", customer);
    expect(html).toContain('data-state="not_linked"');
    expect(html).toContain(
      'href="/apps/musubi/link?return_to=%2Fproducts%2F%E6%B9%AF%E3%81%AE%E3%81%BF+%26+%E6%80%A5%E9%A0%88&amp;lang=ja"',
    );
    expect(html).toContain("LINEでログインして連携");
    expect(html).toContain('data-status-url="/apps/musubi/status"');
    expect(html).toMatch(/<div data-when="linked" hidden/);
  }
});

test("a visitor who is not logged in is told to log in first, and nothing is asked of the app", async () => {
  const html = await draw("section", null);
  expect(html).toContain('data-state="logged_out"');
  expect(html).toContain('data-when="logged_out" >先にこのストアにログインします。');
  expect(html).not.toContain("data-status-url");
});

test("a linked customer sees the link and the way to undo it, before any script has run", async () => {
  const html = await draw("section", linked);
  expect(html).toMatch(/<div data-when="logged_out not_linked" hidden/);
  expect(html).toMatch(/<div data-when="linked" >/);
  expect(html).toContain("連携の確認・解除");
  expect(await draw("section", linked, { show_linked: false })).toMatch(
    /<div data-when="linked" hidden data-silent/,
  );
});

test("the floating button is there for customers to link, for visitors if the merchant wishes, and gone once linked", async () => {
  const button = "LINEでログインして連携";
  expect(await draw("body", unlinked)).toContain(button);
  expect(await draw("body", null)).not.toContain(button);
  expect(await draw("body", null, { show_logged_out: true })).toContain(button);
  expect(await draw("body", linked)).not.toContain(button);
});

test("the merchant's own words replace the usual ones, as text", async () => {
  const html = await draw("section", unlinked, {
    heading: "<script>alert(1)</script>",
    text: 'お得 & "限定"',
  });
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).toContain("お得 &amp; &#34;限定&#34;");
  expect(await draw("section", unlinked)).toContain("LINEと連携すると");
});
