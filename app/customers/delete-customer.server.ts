import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { payloadGid, payloadId, payloadName } from "#app/shopify/webhook-payload.ts";
import { buryCustomer } from "./bury-customer.server.ts";

const deletedPayload = z.object({ admin_graphql_api_id: payloadName, id: payloadId });

/**
 * Records a `customers/delete` webhook, also before the customer itself: name and e-mail go, the id stays as a mark
 * that a late payload does not bring them back.
 *
 * @returns `ignored` when the payload does not say which customer is meant
 */
export async function deleteCustomer(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<{ outcome: "deleted"; customerGid: string } | { outcome: "ignored" }> {
  const { db, shopId } = options;
  const { data } = deletedPayload.safeParse(options.payload);
  const customerGid =
    data && payloadGid("Customer", { gid: data.admin_graphql_api_id, id: data.id });
  if (!customerGid) return { outcome: "ignored" };
  await lockShopRecords(db, shopId);
  const deletedAt = options.occurredAt ?? options.receivedAt;
  await buryCustomer({ db, shopId, customerGid, deletedAt, mergedIntoGid: null });
  return { outcome: "deleted", customerGid };
}
