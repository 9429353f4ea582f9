import { GraphQLError } from "graphql";

/** `first` of a bulk query: all there are. A query of the usual kind cannot ask for it: it would cost too much. */
export const WHOLE = 2_147_483_647;

/** The pagination arguments of a connection, as graphql-js hands them over. */
export type PageArguments = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
  savedSearchId?: string | null;
};

/**
 * One page of a list in Relay's shape. Refuses a call with neither `first` nor `last`, and more than 250, as Shopify
 * does. Cursors name the item, so that a page stays right when items are added meanwhile.
 */
export function connectionOf<T extends { id: string }>(items: readonly T[], page: PageArguments) {
  if (page.savedSearchId) throw new GraphQLError("The stand-in has no saved searches.");
  const size = page.first ?? page.last;
  if (size === null || size === undefined) {
    throw badRequest("you must provide one of first or last");
  }
  if (size !== WHOLE && (size < 0 || size > 250))
    throw badRequest(`first/last cannot exceed 250 (${size})`);
  const ordered = page.reverse ? [...items].reverse() : [...items];
  const from = page.after ? indexOf(ordered, page.after) + 1 : 0;
  const until = page.before ? indexOf(ordered, page.before) : ordered.length;
  const range = ordered.slice(from, until);
  const nodes = page.first != null ? range.slice(0, size) : range.slice(-size || range.length);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  const offset = nodes[0] ? ordered.indexOf(nodes[0]) : 0;
  return {
    nodes,
    edges,
    pageInfo: {
      hasPreviousPage: offset > 0,
      hasNextPage: offset + nodes.length < ordered.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

export const cursorOf = (node: { id: string }): string =>
  Buffer.from(JSON.stringify({ id: node.id })).toString("base64");

function indexOf(items: readonly { id: string }[], cursor: string): number {
  const index = items.findIndex((item) => cursorOf(item) === cursor);
  if (index < 0) throw badRequest(`Invalid cursor for current pagination sort.`);
  return index;
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}
