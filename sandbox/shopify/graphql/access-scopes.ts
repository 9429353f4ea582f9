import { GraphQLError, getNamedType } from "graphql";
import type { GraphQLResolveInfo } from "graphql";

import type { RequiredScopes } from "../schema/prune-schema.ts";
import { grants } from "../webhooks/app-config.ts";

/** Throws Shopify's ACCESS_DENIED when the app lacks the scope of a field or of what the field returns. */
export function refuseWithoutScope(
  info: GraphQLResolveInfo,
  scopes: readonly string[],
  required: RequiredScopes,
): void {
  const typeName = getNamedType(info.returnType).name.replace(/Connection$/, "");
  const rule = required[`${info.parentType.name}.${info.fieldName}`] ?? required[typeName];
  if (!rule || rule.anyOf.some((scope) => grants(scopes, scope))) return;
  throw accessDenied(info.fieldName, rule.text);
}

/** `requiredAccess` in Shopify's words: "`write_customers` access scope." */
export function accessDenied(fieldName: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(
    `Access denied for ${fieldName} field. Required access: ${requiredAccess}`,
    {
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess,
      },
    },
  );
}
