import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { payloadGid, payloadName, payloadText } from "#app/shopify/webhook-payload.ts";
import { buryCustomer } from "./bury-customer.server.ts";
import { findLivingCustomers } from "./living-customers.server.ts";

const mergePayload = z.object({
  admin_graphql_api_customer_kept_id: payloadName,
  admin_graphql_api_customer_deleted_id: payloadName,
  status: payloadText,
});

/** Shopify's example says `failed`; its API names the good end `COMPLETED`. */
const SUCCEEDED = new Set(["completed", "success"]);

/**
 * Records a `customers/merge` webhook: checkouts and orders of the deleted customer become the kept one's, also those
 * whose payloads come later. A merge that failed changes nothing.
 *
 * @returns whose tie to LINE has to move, and to whom
 */
export async function mergeCustomers(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<
  { outcome: "merged"; keptGid: string; deletedGid: string } | { outcome: "not_merged" | "ignored" }
> {
  const { db, shopId } = options;
  const { data } = mergePayload.safeParse(options.payload);
  const named = data && {
    kept: payloadGid("Customer", { gid: data.admin_graphql_api_customer_kept_id }),
    deleted: payloadGid("Customer", { gid: data.admin_graphql_api_customer_deleted_id }),
  };
  if (!named?.kept || !named.deleted || named.kept === named.deleted) return { outcome: "ignored" };
  if (!SUCCEEDED.has(data?.status?.toLowerCase() ?? "")) return { outcome: "not_merged" };

  const deletedGid = named.deleted;
  await lockShopRecords(db, shopId);
  // The kept one may have been merged further meanwhile.
  const living = await findLivingCustomers({ db, shopId, customerGids: [named.kept] });
  const keptGid = living.get(named.kept) ?? named.kept;
  const mergedAt = options.occurredAt ?? options.receivedAt;
  await buryCustomer({
    db,
    shopId,
    customerGid: deletedGid,
    deletedAt: mergedAt,
    mergedIntoGid: keptGid,
  });
  await db.customer.updateMany({
    where: { shopId, mergedIntoGid: deletedGid },
    data: { mergedIntoGid: keptGid },
  });
  const theirs = { where: { shopId, customerGid: deletedGid }, data: { customerGid: keptGid } };
  await db.checkout.updateMany(theirs);
  await db.order.updateMany(theirs);
  // The tie needs a row to move to. Its name and e-mail come with the next payload about the kept one.
  await db.customer.createMany({
    data: { shopId, shopifyGid: keptGid, createdAt: mergedAt },
    skipDuplicates: true,
  });
  return { outcome: "merged", keptGid, deletedGid };
}
