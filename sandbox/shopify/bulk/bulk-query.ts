import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  TypeInfo,
  getNamedType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { DocumentNode, FieldNode, GraphQLSchema, SelectionSetNode } from "graphql";

import { WHOLE } from "../graphql/connection.ts";

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

/** A bulk query that may run: its connections ask for all there is. */
export type BulkQuery = { document: DocumentNode; connections: ReadonlySet<string> };

/**
 * Reads a bulk query by Shopify's rules (Admin API, "Perform bulk operations"): one query without variables, one to five
 * connections, two levels at most, `id` in every node that has connections within, no `node` and `nodes` at the root.
 */
export function readBulkQuery(
  schema: GraphQLSchema,
  text: string,
): { kind: "taken"; query: BulkQuery } | { kind: "refused"; message: string } {
  const refuse = (message: string) => ({ kind: "refused" as const, message });
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse(`Invalid bulk query: ${error.message}`);
  }
  const [operation, ...others] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0)
    return refuse("Bulk queries must be a single operation without fragments.");
  if (operation.operation !== OperationTypeNode.QUERY || operation.variableDefinitions?.length)
    return refuse("Bulk queries must be queries without variables.");
  const [invalid] = validate(schema, document);
  if (invalid) return refuse(`Invalid bulk query: ${invalid.message}`);
  const roots = fieldsOf(operation.selectionSet).map((field) => field.name.value);
  if (roots.some((name) => name === "node" || name === "nodes"))
    return refuse("Bulk queries cannot have the top-level fields `node` and `nodes`.");

  const typeInfo = new TypeInfo(schema);
  const connections = new Set<string>();
  const path: { name: string; isConnection: boolean }[] = [];
  let deepest = 0;
  let count = 0;
  let lacksId = false;
  const whole = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(field) {
          const type = getNamedType(typeInfo.getType());
          const isConnection = type?.name.endsWith("Connection") ?? false;
          path.push({ name: nameOf(field), isConnection });
          if (!isConnection) return undefined;
          count += 1;
          const depth = path.filter((step) => step.isConnection).length;
          deepest = Math.max(deepest, depth);
          connections.add(path.map((step) => step.name).join("."));
          return withFirst(field);
        },
        leave(field) {
          path.pop();
          if (isNode(field) && hasConnection(field) && !selectsId(field)) lacksId = true;
        },
      },
    }),
  );
  if (count === 0) return refuse("Bulk queries must contain at least one connection.");
  if (count > MOST_CONNECTIONS)
    return refuse(`Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`);
  if (deepest > DEEPEST)
    return refuse(
      `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST}.`,
    );
  if (lacksId)
    return refuse(
      "The parent 'node' field for a nested connection must select the 'id' field without an alias.",
    );
  return { kind: "taken", query: { document: whole, connections } };
}

export function fieldsOf(set: SelectionSetNode | undefined): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD
      ? [selection]
      : selection.kind === Kind.INLINE_FRAGMENT
        ? fieldsOf(selection.selectionSet)
        : [],
  );
}

export const nameOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const isNode = (field: FieldNode) => field.name.value === "node" || field.name.value === "nodes";

const selectsId = (field: FieldNode) =>
  fieldsOf(field.selectionSet).some((each) => each.name.value === "id" && !each.alias);

/** A connection directly within the node: its objects name the node as their parent. */
function hasConnection(field: FieldNode): boolean {
  return fieldsOf(field.selectionSet).some((each) =>
    fieldsOf(each.selectionSet).some(
      (inner) => inner.name.value === "edges" || inner.name.value === "nodes",
    ),
  );
}

function withFirst(field: FieldNode): FieldNode {
  const kept = (field.arguments ?? []).filter(
    ({ name }) => !["first", "last", "after", "before"].includes(name.value),
  );
  return {
    ...field,
    arguments: [
      ...kept,
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: "first" },
        value: { kind: Kind.INT, value: String(WHOLE) },
      },
    ],
  };
}
