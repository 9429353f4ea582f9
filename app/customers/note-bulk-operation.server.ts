import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { payloadName } from "#app/shopify/webhook-payload.ts";
import { enqueueCustomerSync } from "./claim-due-customer-syncs.server.ts";

const finishedPayload = z.object({ admin_graphql_api_id: payloadName });

/** Which bulk operation a `bulk_operations/finish` webhook is about; null when it does not say. */
export function readFinishedOperation(payload: unknown): string | null {
  const gid = finishedPayload.safeParse(payload).data?.admin_graphql_api_id;
  return gid?.startsWith("gid://shopify/BulkOperation/") ? gid : null;
}

/**
 * Goes on with the reading of the shop's customers when its bulk operation has ended, however. What came of it is asked
 * of Shopify, never taken from the webhook.
 *
 * @returns `unknown` when it is none of this reading: another shop's, a former one, or somebody else's
 */
export async function noteBulkOperation(options: {
  db: Db;
  shopId: string;
  operationGid: string;
}): Promise<{ outcome: "noted" | "unknown" }> {
  const { db, shopId, operationGid } = options;
  const sync = await db.customerSync.findFirst({
    where: { shopId, operationGid, state: "running" },
  });
  if (!sync) return { outcome: "unknown" };
  await enqueueCustomerSync(db, shopId);
  return { outcome: "noted" };
}
