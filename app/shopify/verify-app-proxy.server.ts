import { hmacSha256, isSameSecret } from "#app/platform/crypto.server.ts";

/** Shopify signs the time of each request; an older URL is a replay (the window of Shopify's own library). */
const MAX_AGE_SECONDS = 90;

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** What says who visits, where and when. */
const IDENTITY = [
  /logged_in_customer_id=/g,
  /shop=[a-z0-9-]+\.myshopify\.com/g,
  /timestamp=\d{9}/g,
];

export type AppProxyRefusal = "signature" | "stale" | "customer";
export type AppProxyVerdict =
  | { outcome: "verified"; shopDomain: string; customerGid: string | null }
  | { outcome: "refused"; reason: AppProxyRefusal };

/**
 * Checks that Shopify's app proxy forwarded this request just now, and for whom.
 *
 * The signature is over the query: hex HMAC-SHA256 under the app's secret, of `key=value` for each name, values of a
 * repeated name joined by commas, sorted, with nothing between (Shopify, "Authenticate app proxies"). A body is not
 * signed. Shopify's library would refresh the shop's token at this point, unlocked, beside ours; and it takes a
 * repeated `logged_in_customer_id`, of which a caller would see the first only.
 *
 * As nothing stands between the pairs, one signature fits every query whose pairs run together to the same text. So that
 * nobody is told twice in it, whoever knows a signature cannot cut the text where another identity comes to light.
 *
 * @param options.realTime real time: the timestamp is Shopify's
 * @returns `customerGid: null` when nobody is logged in to the storefront
 */
export function verifyAppProxy(options: {
  url: URL;
  secret: string;
  realTime: Date;
}): AppProxyVerdict {
  const query = options.url.searchParams;
  const one = (name: string) => (query.getAll(name).length === 1 ? query.get(name) : null);
  const [signature, shopDomain, timestamp] = [one("signature"), one("shop"), one("timestamp")];
  const signed = [...new Set(query.keys())]
    .filter((name) => name !== "signature")
    .map((name) => `${name}=${query.getAll(name).join(",")}`)
    .sort()
    .join("");
  if (
    !signature ||
    !shopDomain ||
    !SHOP_DOMAIN.test(shopDomain) ||
    !isSameSecret(signature, hmacSha256(options.secret, signed, "hex")) ||
    IDENTITY.some((told) => (signed.match(told) ?? []).length > 1)
  ) {
    return { outcome: "refused", reason: "signature" };
  }
  const age = options.realTime.getTime() / 1000 - Number(timestamp);
  if (!timestamp || !(Math.abs(age) <= MAX_AGE_SECONDS))
    return { outcome: "refused", reason: "stale" };
  const customerId = one("logged_in_customer_id");
  if (customerId === null || !/^\d*$/.test(customerId))
    return { outcome: "refused", reason: "customer" };
  return {
    outcome: "verified",
    shopDomain,
    customerGid: customerId ? `gid://shopify/Customer/${customerId}` : null,
  };
}
