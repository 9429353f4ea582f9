import { createHash, createHmac } from "node:crypto";
import { BENCH_API_SECRET } from "../ground/product-env.ts";
import type { Happening, ScriptCheckout, ScriptPerson } from "./script.ts";

/** A request as a platform makes it, signed over its bytes. */
export type Webhook = { path: string; headers: Record<string, string>; body: string };

/**
 * The webhook that tells of a happening. The same happening makes the same bytes.
 *
 * @param startedAt when the run began, in product time
 */
export function toWebhook(happening: Happening, startedAt: number): Webhook {
  const at = startedAt + happening.at;
  switch (happening.kind) {
    case "checkout": {
      const { checkout, topic } = happening;
      return shopifyWebhook(
        happening,
        topic,
        checkout,
        at,
        checkoutPayload(checkout, startedAt, at),
      );
    }
    case "order":
      return shopifyWebhook(happening, "orders/create", happening.checkout, at, {
        admin_graphql_api_id: `gid://shopify/Order/${digits(happening.checkout.token)}`,
        checkout_token: happening.checkout.token,
        cart_token: happening.checkout.cartToken,
        created_at: isoSeconds(at),
        updated_at: isoSeconds(at),
        cancelled_at: null,
        currency: "JPY",
        total_price: "4980",
        customer: customerOf(happening.checkout.person),
      });
    case "message": {
      const message = { type: "text", id: digits(happening.eventId), text: happening.text };
      return lineWebhook(happening, at, { message, replyToken: hash(happening.eventId) });
    }
    case "follow": {
      const follow = { isUnblocked: true };
      return lineWebhook(happening, at, { follow, replyToken: hash(happening.eventId) });
    }
    case "unfollow":
      return lineWebhook(happening, at, {});
  }
}

/** The fields that shopify.app.toml asks for. */
function checkoutPayload(checkout: ScriptCheckout, startedAt: number, at: number): object {
  const { mark, token, cartToken, begunAt, person } = checkout;
  return {
    token,
    cart_token: cartToken,
    name: `#${digits(token)}`,
    created_at: isoSeconds(startedAt + begunAt),
    updated_at: isoSeconds(at),
    completed_at: null,
    abandoned_checkout_url: `https://${person.shop.domain}/1/checkouts/${token}/recover?key=${hash(token)}`,
    currency: "JPY",
    total_price: "4980",
    customer_locale: "ja",
    customer: customerOf(person),
    line_items: [
      {
        product_id: 1_000,
        variant_id: 1_001,
        title: markItem(mark),
        variant_title: "白 / M",
        quantity: 1,
        price: "4980",
      },
    ],
  };
}

/** The name of a checkout's item, by which a message tells which checkout it is about. */
function markItem(mark: string): string {
  return `シャツ <${mark}>`;
}

/** The title of a reminder, by which a message tells which one it is. */
export function markReminder(delayMinutes: number): string {
  return `カートに商品があります <r${delayMinutes}>`;
}

/** Which checkout and which reminder a message is of; null when it does not say. */
export function readMarks(message: unknown): { mark: string; delayMinutes: number } | null {
  const text = JSON.stringify(message);
  const mark = /<(c\d+)>/.exec(text)?.[1];
  const delay = /<r(\d+)>/.exec(text)?.[1];
  return mark && delay ? { mark, delayMinutes: Number(delay) } : null;
}

function customerOf({ customerId }: ScriptPerson): object {
  return { admin_graphql_api_id: `gid://shopify/Customer/${customerId}` };
}

function shopifyWebhook(
  { eventId }: Happening,
  topic: string,
  { person }: ScriptCheckout,
  at: number,
  payload: object,
): Webhook {
  const body = JSON.stringify(payload);
  return {
    path: "/webhooks/shopify",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": person.shop.domain,
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": eventId,
      "x-shopify-event-id": eventId,
      "x-shopify-triggered-at": new Date(at).toISOString(),
      "x-shopify-hmac-sha256": sign(BENCH_API_SECRET, body),
    },
    body,
  };
}

function lineWebhook(
  happening: Extract<Happening, { person: ScriptPerson }>,
  at: number,
  content: object,
): Webhook {
  const { shop, userId } = happening.person;
  const event = {
    type: happening.kind,
    ...content,
    webhookEventId: happening.eventId,
    deliveryContext: { isRedelivery: false },
    timestamp: at,
    source: { type: "user", userId },
    mode: "active",
  };
  const body = JSON.stringify({ destination: shop.botUserId, events: [event] });
  return {
    path: `/webhooks/line/${shop.webhookKey}`,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-line-signature": sign(shop.channelSecret, body),
    },
    body,
  };
}

function sign(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
const digits = (text: string) => BigInt(`0x${hash(text).slice(0, 12)}`).toString();
