import type { CheckoutLineItem } from "#app/checkouts/checkout.ts";
import type { NewTrackedLink } from "#app/links/create-tracked-links.server.ts";
import { isWebUrl } from "#app/links/tracked-link.ts";
import { addMinutes } from "./recovery-clock.ts";
import { DRAWN_ITEMS } from "./recovery-message.ts";
import type { QueryParameter } from "./recovery-step.ts";
import { cartPermalink, withParameters } from "./recovery-urls.ts";

/** A message is read and tapped days later; Shopify keeps abandoned checkouts for three months. */
export const LINKS_LIVE_MINUTES = 30 * 24 * 60;

/** A line of the cart that can still be bought, with where its picture and page are. */
export type OpenLine = CheckoutLineItem & { imageUrl: string | null; pageUrl: string | null };

export type MessageLinks = {
  checkout: NewTrackedLink;
  preferences: NewTrackedLink;
  /** By line; null where nothing is drawn or there is no page. */
  products: (NewTrackedLink | null)[];
};

/** What the parts of one message lead to, with the merchant's query parameters on every URL. */
export function planLinks(options: {
  sendId: string;
  checkout: { id: string; recoveryUrl: string | null };
  lines: OpenLine[];
  storefrontUrl: string;
  preferencesUrl: string;
  parameters: QueryParameter[];
  now: Date;
}): MessageLinks {
  const { sendId, checkout, lines, storefrontUrl, preferencesUrl, parameters, now } = options;
  const link = (
    kind: NewTrackedLink["kind"],
    targetUrl: string,
    fallbackUrl?: string,
  ): NewTrackedLink => ({
    kind,
    targetUrl: withParameters(targetUrl, parameters),
    fallbackUrl: fallbackUrl ? withParameters(fallbackUrl, parameters) : null,
    sendId,
    checkoutId: checkout.id,
    expiresAt: addMinutes(now, LINKS_LIVE_MINUTES),
  });
  const { recoveryUrl } = checkout;
  const permalink = cartPermalink(storefrontUrl, lines) ?? storefrontUrl;
  return {
    checkout: link(
      "checkout",
      recoveryUrl && isWebUrl(recoveryUrl) ? recoveryUrl : permalink,
      permalink,
    ),
    preferences: link("preferences", preferencesUrl),
    products: lines.map(({ pageUrl }, index) =>
      pageUrl && index < DRAWN_ITEMS ? link("product", pageUrl, storefrontUrl) : null,
    ),
  };
}
