import { parseExactJson } from "#app/shopify/webhook-payload.ts";
import { checkoutDeleted } from "./checkout-deleted.server.ts";
import { checkoutRecorded } from "./checkout-recorded.server.ts";
import { customerDeleted } from "./customer-deleted.server.ts";
import { customerRecorded } from "./customer-recorded.server.ts";
import { customerRedacted } from "./customer-redacted.server.ts";
import { customersMerged } from "./customers-merged.server.ts";
import { dataRequested } from "./data-requested.server.ts";
import { orderRecorded } from "./order-recorded.server.ts";
import { refundCreated } from "./refund-created.server.ts";
import { scopesUpdated } from "./scopes-updated.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";
import { appUninstalled } from "./shop-uninstalled.server.ts";
import { shopRedacted } from "./shop-redacted.server.ts";
import { shopUpdated } from "./shop-updated.server.ts";
import type { WorkOnEvent } from "./work-lane.server.ts";

/** What happens on each topic of shopify.app.toml. Each returns what came of it, for the operator. */
const happenings: Record<string, (event: ShopifyEvent) => Promise<string>> = {
  "checkouts/create": checkoutRecorded,
  "checkouts/update": checkoutRecorded,
  "checkouts/delete": checkoutDeleted,
  "orders/create": orderRecorded,
  "orders/updated": orderRecorded,
  "orders/cancelled": orderRecorded,
  "refunds/create": refundCreated,
  "customers/create": customerRecorded,
  "customers/update": customerRecorded,
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

/** Undefined when it is nested more deeply than can be read; trying again would not help. */
function readPayload(body: string): unknown {
  try {
    return parseExactJson(body);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Does what a stored webhook of Shopify asks for. */
export const workShopifyEvent: WorkOnEvent = async ({ db, event, now }) => {
  const { topic, shopDomain, occurredAt, receivedAt, id: eventId } = event;
  const happens = Object.hasOwn(happenings, topic) ? happenings[topic] : undefined;
  if (!happens) return "unknown_topic";
  // By domain, not by the id that was known at the door: the first webhooks may overtake the first visit.
  const shop = shopDomain && (await db.shop.findUnique({ where: { domain: shopDomain } }));
  if (!shop) return "unknown_shop";
  if (shop.uninstalledAt && !AFTER_UNINSTALL.has(topic)) return "shop_uninstalled";
  const payload = readPayload(event.body);
  if (payload === undefined) return "unreadable";
  return happens({ db, shop, shopId: shop.id, payload, occurredAt, receivedAt, eventId, now });
};
