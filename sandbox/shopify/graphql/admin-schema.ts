import { readFileSync } from "node:fs";

import { buildSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

import type { RequiredScopes } from "../schema/prune-schema.ts";

/** The version of the Admin API that the stand-in has the schema of. */
export const servedVersion = "2026-07";

export type AdminSchema = { schema: GraphQLSchema; requiredScopes: RequiredScopes };

/** Shopify's own schema, pruned to what the stand-in answers, with the scopes that its fields ask for. */
export function loadAdminSchema(): AdminSchema {
  const file = (name: string) =>
    readFileSync(new URL(`../schema/admin-${servedVersion}.${name}`, import.meta.url), "utf8");
  return {
    schema: buildSchema(file("graphql")),
    requiredScopes: JSON.parse(file("scopes.json")) as RequiredScopes,
  };
}
