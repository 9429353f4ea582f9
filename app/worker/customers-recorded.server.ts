import { recordCustomers } from "#app/customers/record-customers.server.ts";
import type { ShopifyEvents } from "./shopify-event.ts";

/** All that happens when customers are new or have changed: the mirror follows. */
export async function customersRecorded(events: ShopifyEvents): Promise<string[]> {
  return recordCustomers(events);
}
