import { recordPurchases } from "#app/customers/record-purchases.server.ts";
import type { ShopifyEvents } from "./shopify-event.ts";

/** All that happens when Shopify has summed up anew what customers bought: the mirror follows. */
export async function purchasesSummed(events: ShopifyEvents): Promise<string[]> {
  return recordPurchases(events);
}
