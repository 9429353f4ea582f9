import { createHmac } from "node:crypto";

/**
 * The signature of an app proxy request: hexadecimal HMAC-SHA256, by the app's secret, over `key=value` of all
 * parameters, sorted, joined by nothing; a parameter that comes several times has its values joined by commas
 * (Shopify: "Authenticate app proxies").
 */
function proxySignature(parameters: URLSearchParams, secret: string): string {
  const values = new Map<string, string[]>();
  for (const [key, value] of parameters) values.set(key, [...(values.get(key) ?? []), value]);
  const message = [...values]
    .map(([key, each]) => `${key}=${each.join(",")}`)
    .sort()
    .join("");
  return createHmac("sha256", secret).update(message).digest("hex");
}

/** What Shopify says for itself; a visitor's parameter of that name never reaches the app. */
const reserved = ["shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature", "hmac"];

/**
 * The query that the app receives: the visitor's parameters without the reserved ones, then Shopify's own, signed.
 * `forwardsDuplicates` lets reserved ones through in front of Shopify's, to see whether an app takes the wrong one.
 */
export function signedQuery(
  visitor: URLSearchParams,
  own: { shop: string; customerId: number | null; pathPrefix: string },
  secret: string,
  forwardsDuplicates: boolean,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [key, value] of visitor) {
    if (key === "signature" || (!forwardsDuplicates && reserved.includes(key))) continue;
    query.append(key, value);
  }
  query.append("shop", own.shop);
  query.append("logged_in_customer_id", own.customerId === null ? "" : String(own.customerId));
  query.append("path_prefix", own.pathPrefix);
  query.append("timestamp", String(Math.floor(Date.now() / 1_000)));
  query.append("signature", proxySignature(query, secret));
  return query;
}
