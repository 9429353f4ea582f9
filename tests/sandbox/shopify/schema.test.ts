import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { buildSchema, printSchema } from "graphql";
import { expect, test } from "vitest";

import { obtainFullSchema } from "#sandbox/shopify/schema/obtain-full-schema.ts";
import { pruneSchema } from "#sandbox/shopify/schema/prune-schema.ts";

const committed = (ending: string) =>
  readFileSync(
    new URL(`../../../sandbox/shopify/schema/admin-2026-07.${ending}`, import.meta.url),
    "utf8",
  );

test("the committed schema and scopes are Shopify's own of 2026-07, pruned and otherwise untouched", () => {
  const cacheDir =
    process.env.SHOPIFY_SCHEMA_CACHE ??
    fileURLToPath(new URL("../../../.cache/shopify-schema", import.meta.url));
  const { sdl, scopes } = pruneSchema(obtainFullSchema("2026-07", cacheDir));
  expect(printSchema(buildSchema(committed("graphql")))).toBe(printSchema(buildSchema(sdl)));
  expect(JSON.parse(committed("scopes.json"))).toEqual(scopes);
}, 120_000);
