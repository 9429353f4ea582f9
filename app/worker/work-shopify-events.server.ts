import { parseExactJson } from "#app/shopify/webhook-payload.ts";
import { bulkOperationFinished } from "./bulk-operation-finished.server.ts";
import { checkoutDeleted } from "./checkout-deleted.server.ts";
import { checkoutsRecorded } from "./checkouts-recorded.server.ts";
import { customerDeleted } from "./customer-deleted.server.ts";
import { customerRedacted } from "./customer-redacted.server.ts";
import { customerTagsAdded, customerTagsRemoved } from "./customer-tags-changed.server.ts";
import { customersMerged } from "./customers-merged.server.ts";
import { customersRecorded } from "./customers-recorded.server.ts";
import { dataRequested } from "./data-requested.server.ts";
import { ordersRecorded } from "./orders-recorded.server.ts";
import { purchasesSummed } from "./purchases-summed.server.ts";
import { refundCreated } from "./refund-created.server.ts";
import { scopesUpdated } from "./scopes-updated.server.ts";
import type { ShopifyEvent, ShopifyEvents } from "./shopify-event.ts";
import { appUninstalled } from "./shop-uninstalled.server.ts";
import { shopRedacted } from "./shop-redacted.server.ts";
import { shopUpdated } from "./shop-updated.server.ts";
import type { WaitingEvent, Work } from "./work.ts";

/**
 * What happens on the frequent topics of shopify.app.toml: a shop's are worked together. Each returns what came of each
 * webhook, for the operator.
 */
const together: Record<string, (events: ShopifyEvents) => Promise<string[]>> = {
  "checkouts/create": checkoutsRecorded,
  "checkouts/update": checkoutsRecorded,
  "orders/create": ordersRecorded,
  "orders/updated": ordersRecorded,
  "orders/cancelled": ordersRecorded,
  "customers/create": customersRecorded,
  "customers/update": customersRecorded,
  "customer.tags_added": customerTagsAdded,
  "customer.tags_removed": customerTagsRemoved,
  "customers/purchasing_summary": purchasesSummed,
};

/** What happens on its other topics. Each returns what came of it, for the operator. */
const alone: Record<string, (event: ShopifyEvent) => Promise<string>> = {
  "checkouts/delete": checkoutDeleted,
  "refunds/create": refundCreated,
  "customers/delete": customerDeleted,
  "customers/merge": customersMerged,
  "bulk_operations/finish": bulkOperationFinished,
  "app/uninstalled": appUninstalled,
  "app/scopes_update": scopesUpdated,
  "shop/update": shopUpdated,
  "customers/data_request": dataRequested,
  "customers/redact": customerRedacted,
  "shop/redact": shopRedacted,
};

/** Topics that still count after the shop has uninstalled Musubi. */
const AFTER_UNINSTALL = new Set([
  "app/uninstalled",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
]);

function find<Happens>(happenings: Record<string, Happens>, topic: string): Happens | undefined {
  return Object.hasOwn(happenings, topic) ? happenings[topic] : undefined;
}

function oneByOne(happens: (event: ShopifyEvent) => Promise<string>) {
  return async ({ webhooks, ...about }: ShopifyEvents) => {
    const outcomes: string[] = [];
    for (const webhook of webhooks) outcomes.push(await happens({ ...about, ...webhook }));
    return outcomes;
  };
}

function happeningOf(topic: string): ((events: ShopifyEvents) => Promise<string[]>) | undefined {
  const single = find(alone, topic);
  return find(together, topic) ?? (single && oneByOne(single));
}

export const shopifyWork: Work = {
  kindOf({ shopDomain, topic }) {
    const happens = find(together, topic);
    return happens && shopDomain ? `${happens.name} ${shopDomain}` : null;
  },

  async work({ db, events, now }) {
    const { topic, shopDomain } = events[0]!;
    const all = (outcome: string) => events.map(() => outcome);
    const happens = happeningOf(topic);
    if (!happens) return all("unknown_topic");
    // By domain, not by the id that was known at the door: the first webhooks may overtake the first visit.
    const shop = shopDomain && (await db.shop.findUnique({ where: { domain: shopDomain } }));
    if (!shop) return all("unknown_shop");
    if (shop.uninstalledAt && !AFTER_UNINSTALL.has(topic)) return all("shop_uninstalled");
    const read = events.map(readWebhook);
    const webhooks = read.filter((webhook) => webhook !== null);
    const outcomes = (await happens({ db, shop, shopId: shop.id, webhooks, now })).values();
    return read.map((webhook) => (webhook ? outcomes.next().value! : "unreadable"));
  },
};

/** Null when it is nested more deeply than can be read; trying again would not help. */
function readWebhook({ id: eventId, body, occurredAt, receivedAt }: WaitingEvent) {
  try {
    return { eventId, payload: parseExactJson(body), occurredAt, receivedAt };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
