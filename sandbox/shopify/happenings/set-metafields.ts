import { createHash } from "node:crypto";

import { parseGid } from "../state/ids.ts";
import type { Metafield, MetafieldDefinition, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { findDefinition, resolveNamespace } from "./metafield-namespace.ts";

export type MetafieldInput = {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
};

export type MetafieldError = {
  field: string[];
  message: string;
  code: string | null;
  elementIndex: number | null;
};

export const ownerTypeOf = (ownerId: string): string =>
  (parseGid(ownerId)?.kind ?? "").toUpperCase();

/**
 * metafieldsSet: all or nothing, at most 25. Returns the metafields as they are now, or Shopify's user errors and
 * nothing changed.
 */
export function setMetafields(
  simulation: Simulation,
  shop: ShopState,
  inputs: readonly MetafieldInput[],
):
  | { kind: "set"; metafields: { ownerId: string; metafield: Metafield }[] }
  | { kind: "refused"; errors: MetafieldError[] } {
  if (inputs.length > 25) {
    return refused(
      ["metafields"],
      "Exceeded the maximum metafields input limit of 25.",
      "LESS_THAN_OR_EQUAL_TO",
      null,
    );
  }
  const prepared = inputs.map((input, index) => prepare(simulation, shop, input, index));
  const errors = prepared.flatMap((each) => ("error" in each ? [each.error] : []));
  if (errors.length > 0) return { kind: "refused", errors };
  const now = simulation.clock.now();
  const metafields = prepared.flatMap((each) => {
    if ("error" in each) return [];
    const { ownerId, namespace, key, type, value, existing } = each;
    const metafield = existing ?? {
      id: simulation.ids.next("Metafield"),
      namespace,
      key,
      type,
      value,
      createdAt: now,
      updatedAt: now,
    };
    Object.assign(metafield, { type, value, updatedAt: now });
    if (!existing) {
      shop.metafields.set(ownerId, [...(shop.metafields.get(ownerId) ?? []), metafield]);
    }
    return [{ ownerId, metafield }];
  });
  return { kind: "set", metafields };
}

/** metafieldsDelete: returns, per input, what was deleted, or null when there was nothing. */
export function deleteMetafields(
  shop: ShopState,
  inputs: readonly { ownerId: string; namespace: string; key: string }[],
): ({ ownerId: string; namespace: string; key: string } | null)[] {
  return inputs.map((input) => {
    const namespace = resolveNamespace(input.namespace);
    const all = shop.metafields.get(input.ownerId) ?? [];
    const kept = all.filter((each) => each.namespace !== namespace || each.key !== input.key);
    if (kept.length === all.length) return null;
    shop.metafields.set(input.ownerId, kept);
    return { ownerId: input.ownerId, namespace, key: input.key };
  });
}

type Prepared =
  | { error: MetafieldError }
  | {
      ownerId: string;
      namespace: string;
      key: string;
      type: string;
      value: string;
      existing: Metafield | undefined;
    };

function prepare(
  simulation: Simulation,
  shop: ShopState,
  input: MetafieldInput,
  index: number,
): Prepared {
  const refuse = (field: string, message: string, code: string): Prepared => ({
    error: { field: ["metafields", String(index), field], message, code, elementIndex: index },
  });
  const { ownerId, key, value } = input;
  if (!ownerExists(shop, ownerId)) return refuse("ownerId", "Owner does not exist.", "INVALID");
  if (!/^[A-Za-z0-9_-]{2,64}$/.test(key)) return refuse("key", "Key is invalid.", "INVALID");
  const namespace = resolveNamespace(input.namespace ?? "$app");
  const existing = shop.metafields
    .get(ownerId)
    ?.find((each) => each.namespace === namespace && each.key === key);
  const definition = findDefinition(simulation, shop, {
    namespace,
    key,
    ownerType: ownerTypeOf(ownerId),
  });
  const type = input.type ?? definition?.type ?? existing?.type;
  if (!type) return refuse("type", "Type can't be blank", "BLANK");
  if (definition && type !== definition.type) {
    return refuse(
      "type",
      `Type '${type}' must be consistent with the definition's type: '${definition.type}'.`,
      "INVALID_TYPE",
    );
  }
  if (!isValid(type, value))
    return refuse("value", `Value is invalid for the type '${type}'.`, "INVALID_VALUE");
  if (input.compareDigest !== undefined && input.compareDigest !== digestOf(existing)) {
    return refuse(
      "compareDigest",
      "The resource has been updated since it was loaded.",
      "STALE_OBJECT",
    );
  }
  return { ownerId, namespace, key, type, value, existing };
}

const digestOf = (metafield: Metafield | undefined): string | null =>
  metafield ? createHash("sha256").update(metafield.value).digest("hex") : null;

function ownerExists(shop: ShopState, ownerId: string): boolean {
  const parsed = parseGid(ownerId);
  switch (parsed?.kind) {
    case "Customer":
      return shop.customers.has(parsed.id);
    case "Order":
      return shop.orders.has(parsed.id);
    case "Product":
      return shop.products.has(parsed.id);
    case "Shop":
      return shop.id === parsed.id;
    case "AppInstallation":
      return shop.installation?.id === parsed.id;
    default:
      return false;
  }
}

const validators: Record<string, (value: string) => boolean> = {
  boolean: (value) => value === "true" || value === "false",
  number_integer: (value) => /^-?\d+$/.test(value),
  number_decimal: (value) => /^-?\d+(\.\d+)?$/.test(value),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value),
  date_time: (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(value),
  json: isJson,
  single_line_text_field: (value) => value !== "" && !value.includes("\n"),
  multi_line_text_field: (value) => value !== "",
  url: (value) => /^(https?|mailto|sms|tel):/.test(value),
};

function isValid(type: string, value: string): boolean {
  const validator = validators[type];
  if (!validator) throw new Error(`The stand-in does not know metafields of the type ${type}.`);
  return validator(value);
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function refused(field: string[], message: string, code: string, elementIndex: number | null) {
  return { kind: "refused" as const, errors: [{ field, message, code, elementIndex }] };
}

/** metafieldDefinitionCreate. Returns `taken` when the shop has one of that name already. */
export function createDefinition(
  simulation: Simulation,
  shop: ShopState,
  input: {
    name: string;
    namespace?: string | null;
    key: string;
    description?: string | null;
    ownerType: string;
    type: string;
  },
): { kind: "created"; definition: MetafieldDefinition } | { kind: "taken" } {
  const namespace = resolveNamespace(input.namespace ?? "$app");
  const wanted = { namespace, key: input.key, ownerType: input.ownerType };
  if (findDefinition(simulation, shop, wanted)) return { kind: "taken" };
  const definition: MetafieldDefinition = {
    id: simulation.ids.next("MetafieldDefinition"),
    name: input.name,
    description: input.description ?? null,
    type: input.type,
    ...wanted,
  };
  shop.metafieldDefinitions.push(definition);
  return { kind: "created", definition };
}
