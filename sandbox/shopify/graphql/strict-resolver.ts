import { GraphQLError } from "graphql";
import type { GraphQLFieldResolver } from "graphql";

import { refuseWithoutScope } from "./access-scopes.ts";
import type { AdminSchema } from "./admin-schema.ts";
import type { QueryContext } from "./query-context.ts";

/** Reads a field of what the stand-in serves; one that it does not carry out is an error, never a silent null. */
export function strictResolver(admin: AdminSchema): GraphQLFieldResolver<unknown, QueryContext> {
  return (source, args, context, info) => {
    refuseWithoutScope(info, context.scopes, admin.requiredScopes);
    const held = source as Record<string, unknown>;
    if (!(info.fieldName in held)) {
      throw new GraphQLError(
        `The Shopify stand-in does not implement ${info.parentType.name}.${info.fieldName}.`,
        { extensions: { code: "STAND_IN_NOT_IMPLEMENTED" } },
      );
    }
    const value = held[info.fieldName];
    return typeof value === "function" ? (value as (args: unknown) => unknown)(args) : value;
  };
}
