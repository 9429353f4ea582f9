import { parseExactJson } from "#app/shopify/webhook-payload.ts";
import { checkoutDeleted } from "./checkout-deleted.server.ts";
import { checkoutsRecorded } from "./checkouts-recorded.server.ts";
import { customerDeleted } from "./customer-deleted.server.ts";
import { customerRedacted } from "./customer-redacted.server.ts";
import { customersMerged } from "./customers-merged.server.ts";
import { customersRecorded } from "./customers-recorded.server.ts";
import { dataRequested } from "./data-requested.server.ts";
import { ordersRecorded } from "./orders-recorded.server.ts";
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
};

/** What happens on its other topics. Each returns what came of it, for the operator. */
const alone: Record<string, (event: ShopifyEvent) => Promise<string>> = {
  "checkouts/delete": checkoutDeleted,
  "refunds/create": refundCreated,
  "customers/delete": customerDeleted,
  "customers/merge": customersMerged,
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

export const shopifyWork: Work = {
  kindOf({ shopDomain, topic }) {
    const happens = find(together, topic);
    return happens && shopDomain ? `${happens.name} ${shopDomain}` : null;
  },

  async work({ db, events, now }) {
    const { topic, shopDomain, id: eventId } = events[0]!;
    const happenTogether = find(together, topic);
    const happens = find(alone, topic);
    const all = (outcome: string) => events.map(() => outcome);
    if (!happens && !happenTogether) return all("unknown_topic");
    // By domain, not by the id that was known at the door: the first webhooks may overtake the first visit.
    const shop = shopDomain && (await db.shop.findUnique({ where: { domain: shopDomain } }));
    if (!shop) return all("unknown_shop");
    if (shop.uninstalledAt && !AFTER_UNINSTALL.has(topic)) return all("shop_uninstalled");
    const shopId = shop.id;
    const read = events.map(readWebhook);
    const webhooks = read.filter((webhook) => webhook !== null);
    const outcomes: string[] = [];
    if (happenTogether) outcomes.push(...(await happenTogether({ db, shopId, webhooks, now })));
    for (const webhook of happens ? webhooks : [])
      outcomes.push(await happens!({ ...webhook, db, shop, shopId, eventId, now }));
    return read.map((webhook) => (webhook ? outcomes.shift()! : "unreadable"));
  },
};

/** Null when it is nested more deeply than can be read; trying again would not help. */
function readWebhook({ body, occurredAt, receivedAt }: WaitingEvent) {
  try {
    return { payload: parseExactJson(body), occurredAt, receivedAt };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
