import type { CheckoutLineItem } from "#app/checkouts/checkout.ts";
import { isWebUrl, type TrackedTarget } from "#app/links/tracked-link.ts";
import { DRAWN_ITEMS } from "./recovery-message.ts";
import type { QueryParameter } from "./recovery-step.ts";
import { cartPermalink, withParameters } from "./recovery-urls.ts";

/** A message is read and tapped days later; Shopify keeps abandoned checkouts for three months. */
export const LINKS_LIVE_MINUTES = 30 * 24 * 60;

/** A line of the cart that can still be bought, with where its picture and page are. */
export type OpenLine = CheckoutLineItem & { imageUrl: string | null; pageUrl: string | null };

export type MessageLinks = {
  checkout: TrackedTarget;
  preferences: TrackedTarget;
  /** By line; null where nothing is drawn or there is no page. */
  products: (TrackedTarget | null)[];
};

/** What the parts of one message lead to, with the merchant's query parameters on every URL. */
export function planLinks(options: {
  recoveryUrl: string | null;
  lines: OpenLine[];
  storefrontUrl: string;
  preferencesUrl: string;
  parameters: QueryParameter[];
}): MessageLinks {
  const { recoveryUrl, lines, storefrontUrl, preferencesUrl, parameters } = options;
  const link = (kind: TrackedTarget["kind"], url: string, fallbackUrl?: string): TrackedTarget => ({
    kind,
    url: withParameters(url, parameters),
    fallbackUrl: fallbackUrl ? withParameters(fallbackUrl, parameters) : null,
  });
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
