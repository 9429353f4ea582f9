import { recordScopes } from "#app/shops/record-scopes.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when the merchant grants or takes back access. */
export async function scopesUpdated(event: ShopifyEvent): Promise<string> {
  return (await recordScopes(event)).outcome;
}
