import { recordRefund } from "#app/customers/record-refund.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when money goes back: the order is worth less in the results. */
export async function refundCreated(event: ShopifyEvent): Promise<string> {
  return (await recordRefund(event)).outcome;
}
