import type { SelectionSetNode } from "graphql";

import { fieldsOf, nameOf } from "./bulk-query.ts";
import type { BulkQuery } from "./bulk-query.ts";

type Json = Record<string, unknown>;

/**
 * Turns the answer to a bulk query into Shopify's lines: an object of a connection each, what is nested in another with
 * `__parentId`. Grouped, an object stands right behind its parent; otherwise Shopify promises no order, and here children
 * come before all parents, so that nobody leans on one.
 */
export function toJsonLines(
  query: BulkQuery,
  data: Json,
  groupObjects: boolean,
): { text: string; objectCount: number; rootObjectCount: number } {
  const parents: string[] = [];
  const children: string[] = [];
  let count = 0;
  let rootCount = 0;

  /** The object without its connections; what was in them goes to `found`. */
  function plain(source: Json, set: SelectionSetNode | undefined, path: string, found: Found[]) {
    const object: Json = {};
    for (const field of fieldsOf(set)) {
      const name = nameOf(field);
      if (!(name in source)) continue;
      const value = source[name];
      const here = path ? `${path}.${name}` : name;
      if (query.connections.has(here)) {
        const nodes = nodesOf(value as Json | null);
        const nodeField = fieldsOf(field.selectionSet).flatMap((each) =>
          each.name.value === "edges"
            ? fieldsOf(each.selectionSet)
                .filter((inner) => inner.name.value === "node")
                .map((inner) => ({ set: inner.selectionSet, path: `${here}.edges.node` }))
            : each.name.value === "nodes"
              ? [{ set: each.selectionSet, path: `${here}.nodes` }]
              : [],
        )[0];
        for (const node of nodes) found.push({ node, ...nodeField! });
      } else if (isObject(value)) object[name] = plain(value, field.selectionSet, here, found);
      else object[name] = value;
    }
    return object;
  }

  function write({ node, set, path }: Found, parentId: string | null) {
    const within: Found[] = [];
    const object = plain(node, set, path, within);
    count += 1;
    const line = JSON.stringify(parentId === null ? object : { ...object, __parentId: parentId });
    (parentId === null || groupObjects ? parents : children).push(line);
    for (const each of within) write(each, String(node.id));
  }

  const roots: Found[] = [];
  const [operation] = query.document.definitions;
  plain(
    data,
    operation && "selectionSet" in operation ? operation.selectionSet : undefined,
    "",
    roots,
  );
  rootCount = roots.length;
  for (const root of roots) write(root, null);
  const lines = [...children, ...parents];
  return {
    text: lines.map((line) => `${line}\n`).join(""),
    objectCount: count,
    rootObjectCount: rootCount,
  };
}

type Found = { node: Json; set: SelectionSetNode | undefined; path: string };

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function nodesOf(connection: Json | null): Json[] {
  if (!connection) return [];
  if (Array.isArray(connection.nodes)) return connection.nodes as Json[];
  return ((connection.edges ?? []) as { node: Json }[]).map(({ node }) => node);
}
