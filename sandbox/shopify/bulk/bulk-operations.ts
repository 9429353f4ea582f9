import { execute } from "graphql";

import type { QueryContext } from "../graphql/query-context.ts";
import { queryRoot } from "../graphql/resolvers/query-root.ts";
import { strictResolver } from "../graphql/strict-resolver.ts";
import type { Simulation } from "../simulation.ts";
import { gid, newToken } from "../state/ids.ts";
import type { BulkOperation, ShopState } from "../state/shop-state.ts";
import { shopTime } from "../state/shop-time.ts";
import { readBulkQuery } from "./bulk-query.ts";
import type { BulkQuery } from "./bulk-query.ts";
import { toJsonLines } from "./to-json-lines.ts";

/** "The URL expires 7 days after the operation completes" (Admin API, BulkOperation). */
const KEPT_MS = 7 * 86_400_000;
/** Real milliseconds until an operation runs, and again until it has run. */
const A_WHILE_MS = 15;

type Refused = {
  kind: "refused";
  errors: { field: string[] | null; message: string; code: string }[];
};

/**
 * bulkOperationRunQuery: begins to answer a query in the background, with the app's scopes of now. Refuses a query that
 * breaks the rules of bulk queries, and one more than Shopify runs at a time.
 */
export function runBulkQuery(
  context: QueryContext,
  input: { query: string; groupObjects: boolean },
): { kind: "started"; operation: BulkOperation } | Refused {
  const { simulation, shop, admin } = context;
  const read = readBulkQuery(admin.schema, input.query);
  if (read.kind === "refused") return refused(["query"], read.message, "INVALID");
  const running = [...shop.bulkOperations.values()].filter(isUnderWay);
  if (running.length >= shop.settings.bulkQueriesAtATime) {
    const id = gid("BulkOperation", running[0]!.id);
    return shop.settings.bulkQueriesAtATime === 1
      ? refused(
          null,
          `A bulk query operation for this app and shop is already in progress: ${id}.`,
          "OPERATION_IN_PROGRESS",
        )
      : refused(null, "Bulk operations limit reached. Please try again later.", "LIMIT_REACHED");
  }
  const operation: BulkOperation = {
    id: simulation.ids.next("BulkOperation"),
    ...input,
    status: "CREATED",
    errorCode: null,
    createdAt: simulation.clock.now(),
    completedAt: null,
    objectCount: 0,
    rootObjectCount: 0,
    file: null,
    fileKey: newToken(),
  };
  shop.bulkOperations.set(operation.id, operation);
  const fault = simulation.faults.take("shopify", "bulkOperationRunQuery", ["error", "slow"]);
  after(A_WHILE_MS, () => {
    if (operation.status === "CREATED") operation.status = "RUNNING";
  });
  after(fault?.kind === "slow" ? fault.delayMs : 2 * A_WHILE_MS, () => {
    if (!isUnderWay(operation)) return;
    void answer(context, operation, read.query, fault?.kind === "error");
  });
  return { kind: "started", operation };
}

/** bulkOperationCancel: one that is over already cannot be cancelled. */
export function cancelBulkOperation(
  simulation: Simulation,
  shop: ShopState,
  operation: BulkOperation,
): { field: string[]; message: string }[] {
  if (!isUnderWay(operation)) {
    const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
    return [{ field: ["id"], message }];
  }
  operation.status = "CANCELING";
  after(A_WHILE_MS, () => end(simulation, shop, operation, "CANCELED"));
  return [];
}

/** The status as Shopify tells it: a result that is kept no longer has expired. */
export function statusOf(simulation: Simulation, operation: BulkOperation): string {
  return operation.status === "COMPLETED" && isForgotten(simulation, operation)
    ? "EXPIRED"
    : operation.status;
}

/** Where the result is read, as long as it is kept. */
export function fileAddress(simulation: Simulation, operation: BulkOperation): string | null {
  if (!operation.file || isForgotten(simulation, operation)) return null;
  return `${simulation.urls.api}/bulk-results/${operation.id}/${operation.fileKey}.jsonl`;
}

/** The result behind such an address; null when there is none, or none any more. */
export function findFile(simulation: Simulation, id: number, fileKey: string): Buffer | null {
  for (const shop of simulation.shops.values()) {
    const operation = shop.bulkOperations.get(id);
    if (operation?.fileKey === fileKey && !isForgotten(simulation, operation))
      return operation.file;
  }
  return null;
}

async function answer(
  context: QueryContext,
  operation: BulkOperation,
  query: BulkQuery,
  fails: boolean,
): Promise<void> {
  const { simulation, shop, admin } = context;
  const { data, errors } = await execute({
    schema: admin.schema,
    document: query.document,
    rootValue: queryRoot(context),
    contextValue: context,
    fieldResolver: strictResolver(admin),
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
  if (!isUnderWay(operation)) return;
  if (errors?.length) {
    const isDenied = errors.some(({ extensions }) => extensions.code === "ACCESS_DENIED");
    operation.errorCode = isDenied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
    if (!isDenied) console.error(errors[0]);
    end(simulation, shop, operation, "FAILED");
    return;
  }
  const { text, ...counts } = toJsonLines(
    query,
    data as Record<string, unknown>,
    operation.groupObjects,
  );
  Object.assign(operation, counts);
  const file = Buffer.from(text);
  // A failure in the middle leaves what was found so far, cut off anywhere.
  if (fails) operation.file = file.subarray(0, file.length >> 1);
  else operation.file = file.length > 0 ? file : null;
  if (fails) operation.errorCode = "INTERNAL_SERVER_ERROR";
  end(simulation, shop, operation, fails ? "FAILED" : "COMPLETED");
}

function end(
  simulation: Simulation,
  shop: ShopState,
  operation: BulkOperation,
  status: "COMPLETED" | "FAILED" | "CANCELED",
): void {
  const now = simulation.clock.now();
  operation.status = status;
  operation.completedAt = now;
  simulation.webhooks.emit(shop, "bulk_operations/finish", {
    admin_graphql_api_id: gid("BulkOperation", operation.id),
    completed_at: shopTime(now, shop.zone),
    created_at: shopTime(operation.createdAt, shop.zone),
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: "query",
  });
}

function isUnderWay({ status }: BulkOperation): boolean {
  return status === "CREATED" || status === "RUNNING" || status === "CANCELING";
}

function isForgotten(simulation: Simulation, { completedAt }: BulkOperation): boolean {
  return completedAt !== null && simulation.clock.now() - completedAt > KEPT_MS;
}

function refused(field: string[] | null, message: string, code: string): Refused {
  return { kind: "refused", errors: [{ field, message, code }] };
}

function after(ms: number, run: () => void): void {
  setTimeout(run, ms).unref();
}
