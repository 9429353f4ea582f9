import type { IncomingHttpHeaders } from "node:http";
import { hmacSha256, isSameSecret } from "#app/platform/crypto.server.ts";
import { contentId, eventKey, laneOf, platformTime } from "./event-names.server.ts";
import { isJsonObject, type JsonObject, parseBody } from "./read-body.server.ts";
import { type Reception, refused } from "./reception.ts";

/**
 * Shopify states no largest payload. An order of 500 lines, whole, is about 2 MB; ours are trimmed by
 * `include_fields` to a few kB.
 */
export const SHOPIFY_BODY_LIMIT = 5 * 1024 * 1024;

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/;
const TOPIC = /^[a-z0-9_.]+(\/[a-z0-9_]+)?$/;

/**
 * Checks and reads one delivery of Shopify: `X-Shopify-Hmac-Sha256` is the base64 HMAC-SHA256 of the raw bytes under
 * the app's client secret (Shopify, "Verify webhook deliveries"). An unknown topic or shop is accepted: refused, it
 * would only come again.
 */
export function receiveShopifyWebhook(options: {
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  secret: string;
}): Reception {
  const { bytes, secret } = options;
  const header = (name: string) => {
    const value = options.headers[`x-shopify-${name}`];
    return typeof value === "string" ? value : undefined;
  };
  const signature = header("hmac-sha256");
  if (!signature || !isSameSecret(signature, hmacSha256(secret, bytes, "base64"))) {
    return refused(
      401,
      "invalid_signature",
      "X-Shopify-Hmac-Sha256 is missing or does not fit the body.",
    );
  }
  const topic = header("topic")?.toLowerCase();
  const shopDomain = header("shop-domain")?.toLowerCase();
  if (!topic || !TOPIC.test(topic) || topic.length > 100) {
    return refused(400, "invalid_topic", "X-Shopify-Topic is missing or no topic.");
  }
  if (!shopDomain || !SHOP_DOMAIN.test(shopDomain)) {
    return refused(400, "invalid_shop", "X-Shopify-Shop-Domain is missing or no shop's domain.");
  }
  const body = parseBody(bytes);
  if (!body || !isJsonObject(body.json)) {
    return refused(400, "invalid_json", "The body is not a JSON object.");
  }
  const eventId = header("event-id") ?? header("webhook-id") ?? contentId(bytes);
  const resource = readResource(body.json);
  return {
    outcome: "accepted",
    events: [
      {
        source: "shopify",
        shopId: null,
        shopDomain,
        channelId: null,
        key: eventKey("shopify", shopDomain, topic, resource, eventId),
        topic,
        lane: laneOf(shopDomain),
        body: body.text,
        occurredAt: platformTime(header("triggered-at")),
      },
    ],
  };
}

/** What names the resource that a payload is of, the first that is there. */
const NAMES = [
  "admin_graphql_api_id",
  "token",
  "cart_token",
  "admin_graphql_api_customer_deleted_id",
  "id",
];

function readResource(json: JsonObject): string {
  const value = NAMES.map((name) => json[name]).find((each) => each != null);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
