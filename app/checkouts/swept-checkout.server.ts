import { payloadVersion } from "#app/shopify/payload-version.server.ts";
import type { AbandonedCheckout } from "#app/shopify/operations/read-abandoned-checkouts.server.ts";
import type { CheckoutTold } from "./checkout-payload.server.ts";

/**
 * An abandoned checkout of the Admin API, as a source beside the webhooks. It tells no token: that stands in its URL,
 * and its `name` is the webhook's. What it does not tell is left out, so that it stays.
 */
export function toldBySweep(checkout: AbandonedCheckout): CheckoutTold {
  const { createdAt, updatedAt, ...content } = checkout;
  return {
    ...content,
    ...keyInUrl(checkout.recoveryUrl),
    shopifyCreatedAt: createdAt,
    shopifyUpdatedAt: updatedAt,
    payloadVersion: payloadVersion({ updatedAt, occurredAt: null, content }),
  };
}

/**
 * `/{shop id}/checkouts/{token}/recover`, newer ones `/checkouts/cn/{token}/…`; behind `ac` stands the cart's token
 * instead.
 */
export function keyInUrl(recoveryUrl: string): { tokenInUrl?: string; cartToken?: string } {
  const path = URL.canParse(recoveryUrl) ? new URL(recoveryUrl).pathname : "";
  const [, kind, key] = /\/checkouts\/(?:([a-z]{2})\/)?([A-Za-z0-9_-]+)/.exec(path) ?? [];
  if (!key) return {};
  return kind === "ac" ? { cartToken: key } : { tokenInUrl: key };
}
