import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { buildClientSchema, printSchema } from "graphql";
import type {
  IntrospectionField,
  IntrospectionInputValue,
  IntrospectionNamedTypeRef,
  IntrospectionType,
  IntrospectionTypeRef,
} from "graphql";

import { keptOperations } from "./kept-operations.ts";
import type { KeptOperations } from "./kept-operations.ts";
import { obtainFullSchema } from "./obtain-full-schema.ts";
import type { FullSchema } from "./obtain-full-schema.ts";

/** Which scopes a type or a `Type.field` asks for; having one of `anyOf` is enough. `text` is Shopify's wording. */
export type RequiredScopes = Record<string, { anyOf: string[]; text: string }>;

/**
 * Cuts Shopify's Admin schema down to `kept`: the root fields named there, and of each named type every field whose
 * own type is kept. Descriptions go, deprecations stay. Returns SDL, and the scopes of what was kept.
 */
export function pruneSchema(full: FullSchema, kept: KeptOperations = keptOperations) {
  const { __schema } = full.data;
  const byName = new Map(__schema.types.map((type) => [type.name, type]));
  const isKept = (name: string) => {
    const type = byName.get(name);
    // The published schema names a few types that it does not contain (`ExchangeV2` in 2026-07).
    if (!type) return false;
    if (type.kind === "SCALAR" || type.kind === "ENUM" || type.kind === "INPUT_OBJECT") return true;
    return kept.types.includes(name) || kept.types.includes(nodeOfConnection(name));
  };
  const missing = kept.types.filter((name) => !byName.has(name));
  if (missing.length > 0) throw new Error(`Shopify's schema has no ${missing.join(", ")}.`);

  const types: IntrospectionType[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const type = narrow(byName.get(name)!, kept, isKept);
    types.push(type);
    for (const reference of referencesOf(type)) visit(reference);
  };
  visit("QueryRoot");
  visit("Mutation");
  for (const name of kept.types) visit(name);
  for (const name of ["String", "Boolean", "Int", "Float", "ID"]) visit(name);

  const pruned = { __schema: { ...__schema, types: types.map(withoutDescription) } };
  const sdl = printSchema(buildClientSchema(pruned));
  return {
    sdl: `${sdl}\n`,
    scopes: scopesOf(full, new Map(types.map((type) => [type.name, type]))),
  };
}

/** `CustomerConnection` and `CustomerEdge` → `Customer`. */
function nodeOfConnection(name: string): string {
  return name.replace(/(Connection|Edge)$/, "");
}

function narrow(
  type: IntrospectionType,
  kept: KeptOperations,
  isKept: (name: string) => boolean,
): IntrospectionType {
  if (type.kind === "UNION") {
    return { ...type, possibleTypes: type.possibleTypes.filter((member) => isKept(member.name)) };
  }
  if (type.kind !== "OBJECT" && type.kind !== "INTERFACE") return type;
  const fields = type.fields.filter((field) => {
    if (type.name === "QueryRoot") return kept.queries.includes(field.name);
    if (type.name === "Mutation") return kept.mutations.includes(field.name);
    return isKept(named(field.type).name);
  });
  return {
    ...type,
    fields,
    interfaces: type.interfaces.filter((each) => kept.types.includes(each.name)),
    ...(type.kind === "INTERFACE" && {
      possibleTypes: type.possibleTypes.filter((each) => isKept(each.name)),
    }),
  };
}

function referencesOf(type: IntrospectionType): string[] {
  if (type.kind === "INPUT_OBJECT") return type.inputFields.map((field) => named(field.type).name);
  if (type.kind === "UNION") return type.possibleTypes.map((member) => member.name);
  if (type.kind !== "OBJECT" && type.kind !== "INTERFACE") return [];
  return [
    ...type.fields.flatMap((field) => [
      named(field.type).name,
      ...field.args.map((arg) => named(arg.type).name),
    ]),
    ...(type.interfaces ?? []).map((each) => each.name),
  ];
}

function named(reference: IntrospectionTypeRef): IntrospectionNamedTypeRef {
  return "ofType" in reference && reference.ofType
    ? named(reference.ofType)
    : (reference as IntrospectionNamedTypeRef);
}

function withoutDescription(type: IntrospectionType): IntrospectionType {
  const bare = <T extends { description?: unknown }>(value: T): T => ({
    ...value,
    description: null,
  });
  const bareField = (field: IntrospectionField): IntrospectionField => ({
    ...bare(field),
    args: field.args.map((arg): IntrospectionInputValue => bare(arg)),
  });
  const plain = bare(type);
  if (plain.kind === "OBJECT" || plain.kind === "INTERFACE") {
    return { ...plain, fields: plain.fields.map(bareField) };
  }
  if (plain.kind === "INPUT_OBJECT") return { ...plain, inputFields: plain.inputFields.map(bare) };
  if (plain.kind === "ENUM") return { ...plain, enumValues: plain.enumValues.map(bare) };
  return plain;
}

function scopesOf(full: FullSchema, kept: Map<string, IntrospectionType>): RequiredScopes {
  const scopes: RequiredScopes = {};
  for (const item of full.offline_scopes.items) {
    const type = kept.get(item.typeName);
    if (!type || item.offlineScopes.length === 0) continue;
    const isField = item.fieldName !== undefined;
    if (
      isField &&
      !("fields" in type && type.fields.some((field) => field.name === item.fieldName))
    ) {
      continue;
    }
    const key = isField ? `${item.typeName}.${item.fieldName}` : item.typeName;
    scopes[key] = { anyOf: item.offlineScopes, text: item.requiredAccess };
  }
  return Object.fromEntries(Object.entries(scopes).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `node sandbox/shopify/schema/prune-schema.ts 2026-07 sandbox/shopify/schema/admin-2026-07.graphql` */
if (import.meta.main) {
  const [version = "2026-07", output = `sandbox/shopify/schema/admin-${version}.graphql`] =
    process.argv.slice(2);
  const cacheDir = process.env.SHOPIFY_SCHEMA_CACHE ?? ".cache/shopify-schema";
  const { sdl, scopes } = pruneSchema(obtainFullSchema(version, resolve(cacheDir)));
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, sdl);
  writeFileSync(
    output.replace(/\.graphql$/, ".scopes.json"),
    `${JSON.stringify(scopes, null, 2)}\n`,
  );
  console.log(`${output}: ${sdl.split("\n").length} lines`);
}
