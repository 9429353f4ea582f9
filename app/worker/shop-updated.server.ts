import { updateShop } from "#app/shops/update-shop.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when a shop's name, zone, currency, language or address changes. */
export async function shopUpdated(event: ShopifyEvent): Promise<string> {
  return (await updateShop(event)).outcome;
}
