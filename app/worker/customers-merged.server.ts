import { mergeCustomers } from "#app/customers/merge-customers.server.ts";
import { carryGift } from "#app/linking/give-gift.server.ts";
import { moveLink } from "#app/linking/move-link.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/**
 * All that happens when two customers become one: the tie to LINE moves to the one that is kept, who has had the gift if
 * either had it.
 */
export async function customersMerged(event: ShopifyEvent): Promise<string> {
  const { db, shopId, now } = event;
  const merged = await mergeCustomers(event);
  if (merged.outcome !== "merged") return merged.outcome;
  const { deletedGid: fromCustomerGid, keptGid: toCustomerGid } = merged;
  await carryGift({ db, shopId, fromCustomerGid, toCustomerGid });
  const { outcome } = await moveLink({ db, shopId, fromCustomerGid, toCustomerGid, now });
  return outcome === "none" ? "merged" : `merged, link ${outcome}`;
}
