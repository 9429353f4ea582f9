import {
  Kind,
  TypeInfo,
  getNamedType,
  isCompositeType,
  isObjectType,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type {
  DefinitionNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
} from "graphql";

/** Shopify's limit for one query. */
export const maxQueryCost = 1_000;

/**
 * What a query may cost at most, by Shopify's published rules: objects 1, scalars 0, a connection 2 plus what one node
 * costs times `first` or `last`, a mutation 10. (Shopify gives some fields a price of their own; those are not public.)
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number {
  // Fragments are measured where they are spread: inlining keeps the walk simple.
  const inlined = inlineFragments(document);
  const typeInfo = new TypeInfo(schema);
  const multipliers: number[] = [1];
  let cost = 0;
  visit(
    inlined,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(field) {
          const named = getNamedType(typeInfo.getType());
          const factor = multipliers.at(-1)!;
          const isRootMutation = typeInfo.getParentType() === schema.getMutationType();
          const isConnection = named
            ? isObjectType(named) && /Connection$/.test(named.name)
            : false;
          if (isRootMutation) cost += 10 * factor;
          else if (isConnection) cost += 2 * factor;
          else if (named && isCompositeType(named) && !isEnvelope(field, named.name))
            cost += factor;
          multipliers.push(isConnection ? factor * pageSize(field, variables) : factor);
        },
        leave() {
          multipliers.pop();
        },
      },
    }),
  );
  return cost;
}

/** What an answer did cost: one per object that came, two per connection, ten per mutation. */
export function actualCost(data: unknown, isMutation: boolean): number {
  const base = isMutation ? 10 : 0;
  return base + (data && typeof data === "object" ? objectsIn(data, true) : 0);
}

function objectsIn(value: object, isRoot: boolean): number {
  if (Array.isArray(value)) {
    return value.reduce<number>(
      (sum, each) =>
        sum + (each && typeof each === "object" ? objectsIn(each as object, false) : 0),
      0,
    );
  }
  const entries = Object.entries(value);
  const isConnection = entries.some(([key]) => key === "edges" || key === "nodes");
  const isEdge = entries.some(([key]) => key === "node");
  let cost = isRoot || isEdge ? 0 : isConnection ? 2 : 1;
  for (const [key, each] of entries) {
    if (key === "pageInfo" || !each || typeof each !== "object") continue;
    cost += objectsIn(each as object, false);
  }
  return cost;
}

/** `edges` and `pageInfo` are the connection's own paper; only nodes count. */
function isEnvelope(field: FieldNode, typeName: string): boolean {
  return field.name.value === "pageInfo" || /Edge$/.test(typeName);
}

function pageSize(field: FieldNode, variables: Record<string, unknown>): number {
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== "first" && argument.name.value !== "last") continue;
    const { value } = argument;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.VARIABLE) return Number(variables[value.name.value] ?? 0);
  }
  return 1;
}

function inlineFragments(document: DocumentNode): DocumentNode {
  const byName = new Map<string, FragmentDefinitionNode>(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition] as const]
        : [],
    ),
  );
  const inline = <T extends DefinitionNode>(node: T): T =>
    visit<T>(node, {
      FragmentSpread(spread) {
        const fragment = byName.get(spread.name.value);
        if (!fragment) return undefined;
        return {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: fragment.typeCondition,
          selectionSet: inline(fragment).selectionSet,
        };
      },
    });
  return {
    ...document,
    definitions: document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map(inline),
  };
}
