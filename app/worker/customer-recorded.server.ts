import { recordCustomer } from "#app/customers/record-customer.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when a customer is new or has changed: the mirror follows. */
export async function customerRecorded(event: ShopifyEvent): Promise<string> {
  return (await recordCustomer(event)).outcome;
}
