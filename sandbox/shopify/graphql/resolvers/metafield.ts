import { createHash } from "node:crypto";

import { gid } from "../../state/ids.ts";
import { utcTime } from "../../state/shop-time.ts";
import type { Metafield, MetafieldDefinition } from "../../state/shop-state.ts";
import { findDefinition, resolveNamespace } from "../../happenings/metafield-namespace.ts";
import type { QueryContext } from "../query-context.ts";
import { connectionOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import { nodeObject } from "./node.ts";

/** Metafield */
export function metafieldObject(
  context: QueryContext,
  metafield: Metafield,
  ownerId: string,
  ownerType: string,
) {
  return {
    __typename: "Metafield",
    id: gid("Metafield", metafield.id),
    legacyResourceId: String(metafield.id),
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: jsonValueOf(metafield),
    ownerType,
    owner: () => nodeObject(context, ownerId),
    compareDigest: createHash("sha256").update(metafield.value).digest("hex"),
    sizeInBytes: Buffer.byteLength(metafield.value),
    description: null,
    definition: () => {
      const found = findDefinition(context.simulation, context.shop, { ...metafield, ownerType });
      return found ? definitionObject(found) : null;
    },
    createdAt: utcTime(metafield.createdAt),
    updatedAt: utcTime(metafield.updatedAt),
  };
}

/** `metafield` and `metafields` of an owner. */
export function metafieldFields(context: QueryContext, ownerId: string, ownerType: string) {
  const all = () => context.shop.metafields.get(ownerId) ?? [];
  const asObject = (metafield: Metafield) =>
    metafieldObject(context, metafield, ownerId, ownerType);
  return {
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const wanted = resolveNamespace(namespace ?? "$app");
      const found = all().find((each) => each.namespace === wanted && each.key === key);
      return found ? asObject(found) : null;
    },
    metafields: (args: PageArguments & { namespace?: string | null; keys?: string[] | null }) => {
      const wanted = args.namespace ? resolveNamespace(args.namespace) : null;
      const found = all().filter(
        (each) =>
          (wanted === null || each.namespace === wanted) &&
          (!args.keys || args.keys.includes(`${each.namespace}.${each.key}`)),
      );
      return connectionOf(found.map(asObject), args);
    },
  };
}

/** MetafieldDefinition */
export function definitionObject(definition: MetafieldDefinition) {
  return {
    __typename: "MetafieldDefinition",
    id: gid("MetafieldDefinition", definition.id),
    name: definition.name,
    namespace: definition.namespace,
    key: definition.key,
    description: definition.description,
    ownerType: definition.ownerType,
    type: { name: definition.type, category: definition.type, supportsDefinitionMigrations: true },
    pinnedPosition: null,
    useAsCollectionCondition: false,
    validationStatus: "ALL_VALID",
  };
}

function jsonValueOf(metafield: Metafield): unknown {
  const isText = /^(single_line_text_field|multi_line_text_field|date|date_time|url|color)$/;
  return isText.test(metafield.type) ? metafield.value : JSON.parse(metafield.value);
}
