import { GraphQLError } from "graphql";

import { cancelBulkOperation, runBulkQuery } from "../../bulk/bulk-operations.ts";
import { addTags, removeTags } from "../../happenings/change-tags.ts";
import {
  createDefinition,
  deleteMetafields,
  ownerTypeOf,
  setMetafields,
} from "../../happenings/set-metafields.ts";
import type { MetafieldInput } from "../../happenings/set-metafields.ts";
import { refuseTrigger } from "../../happenings/flow-trigger.ts";
import { parseGid } from "../../state/ids.ts";
import { grants } from "../../webhooks/app-config.ts";
import { accessDenied } from "../access-scopes.ts";
import type { QueryContext } from "../query-context.ts";
import { bulkOperationObject } from "./bulk-operation.ts";
import { customerObject } from "./customer.ts";
import { definitionObject, metafieldObject } from "./metafield.ts";

type Tagging = { id: string; tags: string[] };

/** Mutation: what the stand-in carries out. */
export function mutationRoot(context: QueryContext) {
  const { simulation, shop } = context;
  return {
    bulkOperationRunQuery: (args: { query: string; groupObjects: boolean }) => {
      const started = runBulkQuery(context, args);
      if (started.kind === "refused") return { bulkOperation: null, userErrors: started.errors };
      return { bulkOperation: bulkOperationObject(context, started.operation), userErrors: [] };
    },
    bulkOperationCancel: ({ id }: { id: string }) => {
      const operation = shop.bulkOperations.get(parseGid(id)?.id ?? 0);
      if (!operation) {
        const message = "Bulk operation does not exist";
        return { bulkOperation: null, userErrors: [{ field: ["id"], message }] };
      }
      const errors = cancelBulkOperation(simulation, shop, operation);
      return { bulkOperation: bulkOperationObject(context, operation), userErrors: errors };
    },
    flowTriggerReceive: ({ handle, payload }: { handle: string; payload: object }) => {
      const message = refuseTrigger(simulation.app.extensionsDir, handle, payload);
      if (message) return { userErrors: [{ field: ["handle"], message }] };
      shop.flowTriggers.push({ at: simulation.clock.now(), handle, payload });
      return { userErrors: [] };
    },
    tagsAdd: ({ id, tags }: Tagging) => changeTags(context, "tagsAdd", id, tags, addTags),
    tagsRemove: ({ id, tags }: Tagging) => changeTags(context, "tagsRemove", id, tags, removeTags),
    metafieldsSet: ({ metafields }: { metafields: MetafieldInput[] }) => {
      for (const each of metafields) refuseOwner(context, "metafieldsSet", each.ownerId);
      const outcome = setMetafields(simulation, shop, metafields);
      if (outcome.kind === "refused") return { metafields: null, userErrors: outcome.errors };
      return {
        metafields: outcome.metafields.map(({ ownerId, metafield }) =>
          metafieldObject(context, metafield, ownerId, ownerTypeOf(ownerId)),
        ),
        userErrors: [],
      };
    },
    metafieldsDelete: ({
      metafields,
    }: {
      metafields: Required<Omit<MetafieldInput, "type" | "value" | "compareDigest">>[];
    }) => {
      for (const each of metafields) refuseOwner(context, "metafieldsDelete", each.ownerId);
      const deleted = deleteMetafields(
        shop,
        metafields.map((each) => ({ ...each, namespace: each.namespace ?? "$app" })),
      );
      return { deletedMetafields: deleted, userErrors: [] };
    },
    metafieldDefinitionCreate: ({
      definition,
    }: {
      definition: Parameters<typeof createDefinition>[2];
    }) => {
      const outcome = createDefinition(simulation, shop, definition);
      if (outcome.kind === "created") {
        return { createdDefinition: definitionObject(outcome.definition), userErrors: [] };
      }
      const message = "Key is in use for the owner type on the given namespace.";
      const error = {
        field: ["definition", "key"],
        message,
        code: "TAKEN",
        elementIndex: null,
        elementKey: null,
      };
      return { createdDefinition: null, userErrors: [error] };
    },
  };
}

/** Tags hang on the resource, so the scope that is needed is the resource's. */
function changeTags(
  context: QueryContext,
  fieldName: string,
  id: string,
  tags: string[],
  change: typeof addTags,
) {
  refuseOwner(context, fieldName, id);
  const parsed = parseGid(id);
  if (parsed?.kind !== "Customer") {
    throw new GraphQLError(`The stand-in tags customers only, not ${parsed?.kind ?? id}.`);
  }
  const customer = context.shop.customers.get(parsed.id);
  if (!customer) {
    return { node: null, userErrors: [{ field: ["id"], message: "Customer does not exist" }] };
  }
  const outcome = change(context.simulation, context.shop, customer, tags);
  const errors = {
    changed: [],
    "too-many": [{ field: ["tags"], message: "Tags cannot have more than 250 entries" }],
    "too-long": [{ field: ["tags"], message: "Tags is too long (maximum is 255 characters)" }],
  }[outcome.kind];
  return { node: customerObject(context, customer), userErrors: errors };
}

const scopeByKind: Record<string, string> = {
  Customer: "write_customers",
  Order: "write_orders",
  Product: "write_products",
};

function refuseOwner(context: QueryContext, fieldName: string, ownerId: string): void {
  const scope = scopeByKind[parseGid(ownerId)?.kind ?? ""];
  if (scope && !grants(context.scopes, scope)) {
    throw accessDenied(fieldName, `\`${scope}\` access scope.`);
  }
}
