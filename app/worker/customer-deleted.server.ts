import { deleteCustomer } from "#app/customers/delete-customer.server.ts";
import { endLinkOfCustomer } from "#app/linking/end-link-of-customer.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when a customer is deleted in Shopify: the tie to LINE ends with them. */
export async function customerDeleted(event: ShopifyEvent): Promise<string> {
  const { db, shopId, now } = event;
  const deleted = await deleteCustomer(event);
  if (deleted.outcome === "ignored") return "ignored";
  await endLinkOfCustomer({ db, shopId, customerGid: deleted.customerGid, now });
  return deleted.outcome;
}
