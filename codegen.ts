import { ApiType, pluckConfig, preset } from "@shopify/api-codegen-preset";

// Types for the operations in app/shopify/operations, from Shopify's own schema (pruned to the types that are used:
// sandbox/shopify/schema/prune-schema.ts). `npx graphql-codegen` writes them anew.
const schema = "sandbox/shopify/schema/admin-2026-07.graphql";

export default {
  schema,
  generates: {
    "app/shopify/graphql/admin.types.d.ts": { schema, plugins: ["typescript"] },
    "app/shopify/graphql/admin.generated.d.ts": {
      schema,
      documents: ["app/shopify/operations/*.ts"],
      preset,
      presetConfig: { apiType: ApiType.Admin },
    },
  },
  pluckConfig,
};
