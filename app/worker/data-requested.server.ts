import { recordDataRequest } from "#app/customers/record-data-request.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when a customer asks what is held about them: the merchant finds the request in the settings. */
export async function dataRequested(event: ShopifyEvent): Promise<string> {
  return (await recordDataRequest(event)).outcome;
}
