import { GraphQLError } from "graphql";

import { fileAddress, statusOf } from "../../bulk/bulk-operations.ts";
import { gid } from "../../state/ids.ts";
import type { BulkOperation } from "../../state/shop-state.ts";
import { utcTime } from "../../state/shop-time.ts";
import { connectionOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { QueryContext } from "../query-context.ts";
import { matchesSearch } from "../search-query.ts";
import type { SearchFields } from "../search-query.ts";

/** BulkOperation */
export function bulkOperationObject(context: QueryContext, operation: BulkOperation) {
  const { simulation } = context;
  const address = fileAddress(simulation, operation);
  return {
    __typename: "BulkOperation",
    id: gid("BulkOperation", operation.id),
    type: "QUERY",
    query: operation.query,
    status: statusOf(simulation, operation),
    errorCode: operation.errorCode,
    createdAt: utcTime(operation.createdAt),
    completedAt: operation.completedAt === null ? null : utcTime(operation.completedAt),
    objectCount: String(operation.objectCount),
    rootObjectCount: String(operation.rootObjectCount),
    fileSize: operation.file ? String(operation.file.length) : null,
    url: operation.status === "COMPLETED" ? address : null,
    partialDataUrl: operation.status === "FAILED" ? address : null,
  };
}

const fields: SearchFields<BulkOperation> = {
  id: (operation) => operation.id,
  status: (operation) => operation.status,
  operation_type: () => "query",
  created_at: (operation) => utcTime(operation.createdAt),
};

/** `bulkOperations`: the newest first. */
export function searchBulkOperations(
  context: QueryContext,
  args: PageArguments & { query?: string | null; sortKey?: string | null },
) {
  if (args.sortKey && args.sortKey !== "CREATED_AT")
    throw new GraphQLError(`The stand-in cannot sort by ${args.sortKey} here.`);
  const found = [...context.shop.bulkOperations.values()]
    .filter((operation) => !args.query || matchesSearch(operation, args.query, fields))
    .toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  return connectionOf(
    found.map((operation) => bulkOperationObject(context, operation)),
    args,
  );
}
