import { recordCustomerTags } from "#app/customers/record-customer-tags.server.ts";
import { healLinks } from "#app/linking/heal-links.server.ts";
import type { ShopifyEvents } from "./shopify-event.ts";

/** All that happens when customers were given tags in Shopify: the mirror follows. */
export async function customerTagsAdded(events: ShopifyEvents): Promise<string[]> {
  return (await recordCustomerTags({ ...events, has: true })).outcomes;
}

/** All that happens when tags of customers went: the mirror follows, and who is linked gets the link's own tag back. */
export async function customerTagsRemoved(events: ShopifyEvents): Promise<string[]> {
  const { db, shopId, now } = events;
  const { outcomes, changedGids } = await recordCustomerTags({ ...events, has: false });
  await healLinks({ db, shopId, customerGids: changedGids, linkedBefore: now, now });
  return outcomes;
}
