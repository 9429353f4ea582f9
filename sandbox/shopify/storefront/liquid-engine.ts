import { join } from "node:path";

import { Hash, Liquid, Tag } from "liquidjs";
import type { Context, TagToken, Template, TopLevelToken } from "liquidjs";

import { escapeHtml } from "../http/html.ts";
import type { Locale } from "./visits.ts";

type Translations = Map<string, Record<string, unknown>>;

/**
 * Liquid as a theme sees it: liquidjs with the filters and tags of Shopify's that themes and theme extensions use.
 * A filter that is not here fails loudly, as an unknown one does in Shopify's theme check.
 */
export function createLiquidEngine(options: {
  root: string[];
  translations: Translations;
  /** Where `asset_url` points. */
  assetBase: string;
}): Liquid {
  const engine = new Liquid({
    root: options.root,
    partials: options.root.flatMap((root) => [join(root, "snippets"), root]),
    extname: ".liquid",
    strictFilters: true,
    jsTruthy: false,
  });
  engine.registerFilter("t", function (key: string, ...pairs: [string, unknown][]) {
    const locale = localeOf(this.context);
    return translate(options.translations, locale, key, Object.fromEntries(pairs));
  });
  engine.registerFilter("translate", engine.filters.t!);
  engine.registerFilter("asset_url", (file: string) => `${options.assetBase}/${file}`);
  engine.registerFilter("asset_img_url", (file: string) => `${options.assetBase}/${file}`);
  engine.registerFilter(
    "stylesheet_tag",
    (url: string) => `<link rel="stylesheet" href="${escapeHtml(url)}">`,
  );
  engine.registerFilter(
    "script_tag",
    (url: string) => `<script src="${escapeHtml(url)}"></script>`,
  );
  engine.registerFilter("image_url", (image: unknown, ...pairs: [string, unknown][]) =>
    imageUrl(image, Object.fromEntries(pairs)),
  );
  engine.registerFilter("image_tag", (url: string, ...pairs: [string, unknown][]) => {
    const attributes = pairs.map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`);
    return `<img src="${escapeHtml(url)}"${attributes.join("")}>`;
  });
  engine.registerFilter("money", (cents: number) => yen(cents));
  engine.registerFilter("money_with_currency", (cents: number) => `${yen(cents)} JPY`);
  engine.registerFilter("handleize", (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, ""),
  );
  engine.registerFilter("default_errors", () => "");
  engine.registerFilter("within", (url: string) => url);
  registerBlocks(engine);
  return engine;
}

/** Prices in Liquid are in hundredths, for yen too. */
const yen = (cents: number): string => `¥${Math.round(cents / 100).toLocaleString("en-US")}`;

function localeOf(context: Context): Locale {
  const locale = context.getSync(["request", "locale", "iso_code"]);
  return locale === "en" ? "en" : "ja";
}

/** A translation with its values put in and escaped; a missing key says so, as on Shopify. */
function translate(
  translations: Translations,
  locale: Locale,
  key: string,
  values: Record<string, unknown>,
): string {
  const find = (words: Record<string, unknown> | undefined) =>
    key
      .split(".")
      .reduce<unknown>(
        (found, step) =>
          found && typeof found === "object" ? (found as Record<string, unknown>)[step] : undefined,
        words,
      );
  let text = find(translations.get(locale)) ?? find(translations.get("en"));
  if (text && typeof text === "object" && "other" in text) {
    const forms = text as Record<string, unknown>;
    text = values.count === 1 ? (forms.one ?? forms.other) : forms.other;
  }
  if (typeof text !== "string") return `translation missing: ${locale}.${key}`;
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_match, name: string) =>
    escapeHtml(wordOf(values[name])),
  );
}

function wordOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function imageUrl(image: unknown, size: Record<string, unknown>): string {
  const source = typeof image === "string" ? image : (image as { src?: string } | null)?.src;
  if (!source) return "";
  const query = Object.entries(size).map(([key, value]) => `${key}=${String(value)}`);
  return query.length === 0
    ? source
    : `${source}${source.includes("?") ? "&" : "?"}${query.join("&")}`;
}

/** `{% style %}` and `{% stylesheet %}` print CSS, `{% javascript %}` a script, `{% form %}` a form. */
function registerBlocks(engine: Liquid): void {
  engine.registerTag("style", rawBlock("style", "<style>", "</style>"));
  engine.registerTag("stylesheet", rawBlock("stylesheet", "<style>", "</style>"));
  engine.registerTag("javascript", rawBlock("javascript", "<script>", "</script>"));
  engine.registerTag("form", formTag());
}

function rawBlock(name: string, before: string, after: string) {
  return class extends Tag {
    readonly templates: Template[] = [];
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      this.templates = parseUntil(liquid, remaining, `end${name}`);
    }
    *render(context: Context): Generator<unknown, unknown, string> {
      const inner = yield this.liquid.renderer.renderTemplates(this.templates, context);
      return `${before}${inner}${after}`;
    }
  };
}

const formActions: Record<string, string> = {
  cart: "/cart",
  product: "/cart/add",
  localization: "/localization",
  customer_login: "/customer_authentication/login",
};

/** `{% form 'product', product, class: 'x' %}` */
function formTag() {
  return class extends Tag {
    readonly templates: Template[];
    readonly type: string;
    readonly attributes: Hash;
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      this.type = /['"](\w+)['"]/.exec(token.args)?.[1] ?? "";
      this.attributes = new Hash(token.args.replace(/^[^,]*(,\s*[\w.]+(?=\s*(,|$)))?/, ""));
      this.templates = parseUntil(liquid, remaining, "endform");
    }
    *render(context: Context): Generator<unknown, unknown, unknown> {
      const attributes = (yield this.attributes.render(context)) as Record<string, unknown>;
      const inner = (yield this.liquid.renderer.renderTemplates(this.templates, context)) as string;
      const words = Object.entries(attributes).map(
        ([key, value]) => ` ${key}="${escapeHtml(String(value))}"`,
      );
      const action = formActions[this.type] ?? "/";
      return `<form method="post" action="${action}"${words.join("")}>${inner}</form>`;
    }
  };
}

function parseUntil(liquid: Liquid, remaining: TopLevelToken[], end: string): Template[] {
  const templates: Template[] = [];
  let isClosed = false;
  const stream = liquid.parser
    .parseStream(remaining)
    .on(`tag:${end}`, () => {
      isClosed = true;
      stream.stop();
    })
    .on("template", (template: Template) => templates.push(template));
  stream.start();
  if (!isClosed) throw new Error(`{% ${end} %} is missing.`);
  return templates;
}
