import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";
import { z } from "zod";

const settingSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  default: z.unknown().optional(),
});

const blockSchema = z.object({
  name: z.string(),
  target: z.enum(["section", "head", "body", "compliance_head"]),
  settings: z.array(settingSchema).default([]),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  available_if: z.string().optional(),
  enabled_on: z.object({ templates: z.array(z.string()).optional() }).optional(),
  disabled_on: z.object({ templates: z.array(z.string()).optional() }).optional(),
});

export type ThemeBlock = z.infer<typeof blockSchema> & {
  /** The file's name without its ending: how the merchant's settings name it. */
  handle: string;
  extension: string;
  /** The Liquid without its `{% schema %}`. */
  source: string;
  defaults: Record<string, unknown>;
};

export type ThemeExtension = {
  handle: string;
  folder: string;
  blocks: ThemeBlock[];
  locales: Map<string, Record<string, unknown>>;
};

/** The app's theme extensions, read anew each time: saving a file is deploying it. Throws where Shopify would refuse. */
export function readThemeExtensions(extensionsDir: string | null): ThemeExtension[] {
  if (!extensionsDir || !existsSync(extensionsDir)) return [];
  return readdirSync(extensionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isTheme(join(extensionsDir, entry.name)))
    .map(({ name }) => readExtension(name, join(extensionsDir, name)));
}

function isTheme(folder: string): boolean {
  const file = join(folder, "shopify.extension.toml");
  if (!existsSync(file)) return false;
  const toml = parse(readFileSync(file, "utf8")) as {
    type?: string;
    extensions?: { type?: string }[];
  };
  return toml.type === "theme" || toml.extensions?.some((each) => each.type === "theme") === true;
}

function readExtension(handle: string, folder: string): ThemeExtension {
  const files = (name: string, ending: string) => {
    const directory = join(folder, name);
    if (!existsSync(directory)) return [];
    return readdirSync(directory)
      .filter((file) => file.endsWith(ending))
      .map((file) => ({ file, text: readFileSync(join(directory, file), "utf8") }));
  };
  const locales = files("locales", ".json").filter(({ file }) => !file.endsWith(".schema.json"));
  const editorWords = files("locales", ".default.schema.json")[0]?.text ?? "{}";
  return {
    handle,
    folder,
    blocks: files("blocks", ".liquid").map(({ file, text }) =>
      readBlock(handle, file.replace(/\.liquid$/, ""), text, JSON.parse(editorWords) as object),
    ),
    locales: new Map(
      locales.map(({ file, text }) => [
        file.replace(/(\.default)?\.json$/, ""),
        JSON.parse(text) as Record<string, unknown>,
      ]),
    ),
  };
}

function readBlock(
  extension: string,
  handle: string,
  text: string,
  editorWords: object,
): ThemeBlock {
  const match = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(text);
  if (!match) throw new Error(`${extension}/blocks/${handle}.liquid has no {% schema %}.`);
  const schema = blockSchema.parse(JSON.parse(match[1]!));
  return {
    ...schema,
    name: inWords(schema.name, editorWords),
    handle,
    extension,
    source: text.replace(match[0], ""),
    defaults: Object.fromEntries(
      schema.settings.flatMap((setting) =>
        setting.id === undefined ? [] : [[setting.id, setting.default ?? null]],
      ),
    ),
  };
}

/** `t:blocks.link.name` → the word of the theme editor's default language. */
function inWords(text: string, editorWords: object): string {
  if (!text.startsWith("t:")) return text;
  const found = text
    .slice(2)
    .split(".")
    .reduce<unknown>(
      (words, step) =>
        words && typeof words === "object" ? (words as Record<string, unknown>)[step] : undefined,
      editorWords,
    );
  return typeof found === "string" ? found : text;
}
