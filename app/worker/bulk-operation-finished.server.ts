import {
  noteBulkOperation,
  readFinishedOperation,
} from "#app/customers/note-bulk-operation.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when a bulk operation has ended, well or not: whoever waits for it goes on. */
export async function bulkOperationFinished(event: ShopifyEvent): Promise<string> {
  const { db, shopId, payload } = event;
  const operationGid = readFinishedOperation(payload);
  if (!operationGid) return "ignored";
  return (await noteBulkOperation({ db, shopId, operationGid })).outcome;
}
