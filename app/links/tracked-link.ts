/** The rules of tracked links. Pure, safe in the browser. */
import { z } from "zod";

/** `preferences` is the way out of a message, and no answer to what it offers. */
export const trackedTarget = z.object({
  kind: z.enum(["checkout", "product", "preferences"]),
  url: z.string(),
  /** Where to go when the target does not serve. */
  fallbackUrl: z.string().nullable(),
});
/** One place that a message leads to. */
export type TrackedTarget = z.infer<typeof trackedTarget>;

/** A message's places share a code; the path says which of them is meant, the first by the code alone. */
export function trackedPath(code: string, index: number): string {
  return index === 0 ? `/r/${code}` : `/r/${code}.${index}`;
}

/** Which place a path's last part means; null when it has not the form of one. */
export function readTrackedPath(part: string): { code: string; index: number } | null {
  const [, code, index = "0"] = /^([\w-]{1,64})(?:\.(\d{1,2}))?$/.exec(part) ?? [];
  return code ? { code, index: Number(index) } : null;
}

/**
 * How long after a checkout began its `abandoned_checkout_url` may still bounce to the store's home page: ten minutes
 * by report (Shopify community, thread 204272), with room to spare.
 */
const CHECKOUT_URL_SETTLES_AFTER_MS = 15 * 60_000;

/** What is known at the moment of a tap. */
export type TapSituation = {
  /** The fallback of a checkout is the cart permalink, which fills a new cart with the same items. */
  target: TrackedTarget;
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
  const { target, shopUrl, checkout, now } = situation;
  const { kind, url, fallbackUrl } = target;
  const candidates = [url, fallbackUrl, shopUrl];
  if (kind === "checkout" && checkout) {
    const age = now.getTime() - checkout.beganAt.getTime();
    if (checkout.isOrdered) return shopUrl;
    if (checkout.isDeleted || age < CHECKOUT_URL_SETTLES_AFTER_MS) candidates.unshift(fallbackUrl);
  }
  return candidates.find((each) => each !== null && isWebUrl(each)) ?? shopUrl;
}

/** Whether a text is an absolute http or https URL: anything else is never a place to send a browser to. */
export function isWebUrl(text: string): boolean {
  return /^https?:/i.test(text) && URL.canParse(text);
}
