import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";
import { z } from "zod";

const tomlSchema = z.object({
  api_version: z.string().regex(/^\d{4}-\d{2}$/),
  extensions: z.array(
    z.object({
      type: z.literal("ui_extension"),
      name: z.string(),
      handle: z.string().regex(/^[a-z0-9-]{1,30}$/),
      targeting: z.array(z.object({ module: z.string(), target: z.string() })).min(1),
      capabilities: z
        .object({ network_access: z.boolean().optional(), api_access: z.boolean().optional() })
        .optional(),
    }),
  ),
});

export type UiExtension = {
  handle: string;
  name: string;
  folder: string;
  /** Source file of each target */
  modules: Map<string, string>;
  mayUseNetwork: boolean;
  /** The words of a language; the default language's where it has none. */
  words(language: string): { language: string; words: object };
};

/** The app's UI extensions, read anew each time: saving a file is deploying it. Throws where Shopify would refuse. */
export function readUiExtensions(extensionsDir: string | null): UiExtension[] {
  if (!extensionsDir || !existsSync(extensionsDir)) return [];
  return readdirSync(extensionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readFolder(join(extensionsDir, name)));
}

/** The extension that draws at a target, or null. */
export function extensionAt(extensionsDir: string | null, target: string): UiExtension | null {
  return readUiExtensions(extensionsDir).find((extension) => extension.modules.has(target)) ?? null;
}

function readFolder(folder: string): UiExtension[] {
  const file = join(folder, "shopify.extension.toml");
  if (!existsSync(file)) return [];
  const toml = parse(readFileSync(file, "utf8")) as { extensions?: { type?: string }[] };
  if (!toml.extensions?.some(({ type }) => type === "ui_extension")) return [];
  return tomlSchema.parse(toml).extensions.map((extension) => ({
    handle: extension.handle,
    name: nameOf(folder, extension.name),
    folder,
    modules: new Map(extension.targeting.map(({ target, module }) => [target, module])),
    mayUseNetwork: extension.capabilities?.network_access ?? false,
    words: (language) => readWords(folder, language),
  }));
}

function nameOf(folder: string, name: string): string {
  if (!name.startsWith("t:")) return name;
  const { words } = readWords(folder, "");
  return String((words as Record<string, unknown>)[name.slice(2)]);
}

function readWords(folder: string, language: string): { language: string; words: object } {
  const locales = join(folder, "locales");
  const files = readdirSync(locales);
  const own = files.find((file) => [`${language}.json`, `${language}.default.json`].includes(file));
  const file = own ?? files.find((each) => each.endsWith(".default.json"));
  if (!file) throw new Error(`${folder} has no default locale.`);
  return {
    language: file.split(".")[0]!,
    words: JSON.parse(readFileSync(join(locales, file), "utf8")) as object,
  };
}
