import type { AdminClient } from "../admin-client.server.ts";

const RUN = `#graphql
  mutation RunBulkQuery($query: String!, $groupObjects: Boolean!) {
    bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
      bulkOperation { id createdAt }
      userErrors { code message }
    }
  }
`;

/** Shopify runs a few bulk queries of a shop and an app at a time; one more is told so. */
const IS_BUSY: ReadonlySet<string> = new Set(["OPERATION_IN_PROGRESS", "LIMIT_REACHED"]);

/**
 * Asks Shopify to answer a query in whole, in the background: the result is a file, one line of JSON for each object.
 * `readBulkOperation` tells when it is there (as does the webhook `bulk_operations/finish`), `streamBulkLines` reads it.
 *
 * The query has one to five connections, two levels deep at most, without `first`; each node selects its `id`. An object
 * of a connection within another stands in a line of its own, with `__parentId`: somewhere in the file, and behind its
 * parent only when `groupObjects` is asked for, which is slower (Admin API, bulkOperationRunQuery).
 *
 * @returns `busy`: as many run already as Shopify allows, to be asked for again in a minute. `refused`: the query itself
 *   is not taken. `startedAt` is Shopify's clock: what the file says was true at that moment or later
 * @throws as `AdminClient.request` does
 */
export async function runBulkQuery(
  client: AdminClient,
  options: { query: string; groupObjects?: boolean },
): Promise<
  | { outcome: "started"; operationGid: string; startedAt: Date }
  | { outcome: "busy" }
  | { outcome: "refused"; message: string }
> {
  const { query, groupObjects = false } = options;
  const { bulkOperationRunQuery: answer } = await client.request(RUN, { query, groupObjects });
  const [problem] = answer?.userErrors ?? [];
  if (problem) {
    if (problem.code && IS_BUSY.has(problem.code)) return { outcome: "busy" };
    return { outcome: "refused", message: problem.message };
  }
  const operation = answer?.bulkOperation;
  if (!operation) return { outcome: "refused", message: "Shopify began no bulk operation." };
  return {
    outcome: "started",
    operationGid: operation.id,
    startedAt: new Date(operation.createdAt as string),
  };
}
