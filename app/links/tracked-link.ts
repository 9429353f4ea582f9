/** The rules of tracked links. Pure, safe in the browser. */

export type TrackedLinkKind = "checkout" | "product" | "preferences";

/**
 * How long after a checkout began its `abandoned_checkout_url` may still bounce to the store's home page: ten minutes
 * by report (Shopify community, thread 204272), with room to spare.
 */
const CHECKOUT_URL_SETTLES_AFTER_MS = 15 * 60_000;

/** What is known at the moment of a tap. */
export type TapSituation = {
  kind: string;
  targetUrl: string;
  /** For a checkout: the cart permalink, which fills a new cart with the same items. */
  fallbackUrl: string | null;
  /** Where customers read the store. */
  shopUrl: string;
  /** Null when the link is about none, or it is gone. */
  checkout: { beganAt: Date; isOrdered: boolean; isDeleted: boolean } | null;
  now: Date;
};

/**
 * Where a tap leads. A checkout that was ordered meanwhile leads to the store: offering it again could sell the same
 * cart twice. A checkout whose own URL does not serve (it is too young, or was deleted) leads to the cart permalink.
 * What is not a web address leads to the store.
 */
export function chooseDestination(situation: TapSituation): string {
  const { kind, targetUrl, fallbackUrl, shopUrl, checkout, now } = situation;
  const candidates = [targetUrl, fallbackUrl, shopUrl];
  if (kind === "checkout" && checkout) {
    const age = now.getTime() - checkout.beganAt.getTime();
    if (checkout.isOrdered) return shopUrl;
    if (checkout.isDeleted || age < CHECKOUT_URL_SETTLES_AFTER_MS) candidates.unshift(fallbackUrl);
  }
  return candidates.find((url) => url !== null && isWebUrl(url)) ?? shopUrl;
}

/** Whether a text is an absolute http or https URL: anything else is never a place to send a browser to. */
export function isWebUrl(text: string): boolean {
  return /^https?:/i.test(text) && URL.canParse(text);
}
