import { redactShop } from "#app/shops/redact-shop.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens 48 hours after an uninstall: everything of the shop is deleted, unless it is back. */
export async function shopRedacted({ db, shopId, eventId }: ShopifyEvent): Promise<string> {
  return (await redactShop({ db, shopId, keepEventId: eventId })).outcome;
}
