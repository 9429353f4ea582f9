import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";
import { bundleExtension } from "#sandbox/shopify/ui-extensions/bundle-extension.ts";
import { readUiExtensions } from "#sandbox/shopify/ui-extensions/ui-extension.ts";

const extensions = readUiExtensions("extensions");
const targets = extensions.flatMap((extension) =>
  [...extension.modules.keys()].map((target) => [target, extension] as const),
);
const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

type Words = { [key: string]: string | Words };
function keysOf(words: Words, path = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
}

test("the places that customers and staff look at are held by one extension each, and handles are told apart", () => {
  expect(targets.map(([target]) => target).sort()).toEqual([
    "admin.customer-details.action.render",
    "admin.customer-details.block.render",
    "customer-account.order-status.block.render",
    "customer-account.profile.block.render",
  ]);
  expect(new Set(extensions.map(({ handle }) => handle)).size).toBe(extensions.length);
  const triggers = parse(read("extensions/flow-line-linked", "shopify.extension.toml"));
  expect(triggers).toMatchObject({
    extensions: [{ type: "flow_trigger", handle: "musubi-line-linked" }],
    settings: { fields: [{ type: "customer_reference" }, { key: "way" }] },
  });
});

test("only the extension of customer accounts calls out, and the version is one that the components have", () => {
  for (const { folder, mayUseNetwork } of extensions) {
    const toml = z
      .object({ api_version: z.string() })
      .parse(parse(read(folder, "shopify.extension.toml")));
    expect(toml.api_version).toBe("2026-07");
    expect([folder, mayUseNetwork]).toEqual([folder, folder.endsWith("customer-account")]);
  }
});

test.each(targets)(
  "%s is bundled well below the 64 kB that Shopify takes",
  async (target, extension) => {
    const code = await bundleExtension(extension, target, "https://musubi.example.jp");
    expect(gzipSync(code).length).toBeLessThan(16_000);
    // What is left of the build's environment would not be there in Shopify's worker.
    expect(code).not.toContain("process.env");
    if (target.startsWith("customer-account.")) expect(code).toContain("https://musubi.example.jp");
  },
);

test.each(extensions.map((extension) => [extension.handle, extension] as const))(
  "%s says the same things in Japanese and in English, and every word that it asks for",
  (_handle, { folder }) => {
    const [ja, en] = ["ja.json", "en.default.json"].map(
      (file) => JSON.parse(read(join(folder, "locales"), file)) as Words,
    );
    expect(keysOf(ja!).sort()).toEqual(keysOf(en!).sort());
    const source = readdirSync(join(folder, "src"))
      .map((file) => read(join(folder, "src"), file))
      .join("\n");
    const asked = [...source.matchAll(/\bt\("([\w.]+)"/g)].map(([, key]) => key);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((key) => !keysOf(ja!).includes(key!))).toEqual([]);
  },
);

test(
  "every extension fits the types of Shopify's components and its own place",
  { timeout: 120_000 },
  () => {
    for (const { folder } of extensions) {
      execFileSync("node_modules/.bin/tsc", ["-p", folder, "--noEmit"], { encoding: "utf8" });
    }
  },
);
