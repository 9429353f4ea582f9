import type { QueryParameter } from "./recovery-step.ts";

/**
 * Adds the merchant's query parameters to a URL; one that the URL already has under the same name gives way, except
 * for `key`, with which Shopify opens a checkout again.
 */
export function withParameters(url: string, parameters: QueryParameter[]): string {
  const result = parameters.length > 0 && URL.parse(url);
  if (!result) return url;
  // Gathered first: each change of `result.searchParams` would write the whole URL anew.
  const search = new URLSearchParams(result.search);
  for (const { name, value } of parameters) {
    if (name !== "key") search.set(name, value);
  }
  result.search = search.toString();
  return result.href;
}

/**
 * The same URL, opened in the phone's own browser instead of LINE's: Apple Pay, Google Pay and saved cards live there
 * (LINE reference, "Opening a URL in an external browser").
 */
export function inOutsideBrowser(url: string): string {
  return withParameters(url, [{ name: "openExternalBrowser", value: "1" }]);
}

/**
 * A URL that fills a new cart and goes to its checkout: the way when the recovery URL no longer serves.
 *
 * @param variantIds numeric ids, as Shopify's permalinks want them
 * @returns null when nothing of the checkout is a product of the store
 */
export function cartPermalink(
  storefrontUrl: string,
  lines: { variantId: string | null; quantity: number }[],
): string | null {
  const parts = lines.flatMap(({ variantId, quantity }) =>
    variantId && quantity > 0 ? [`${variantId}:${quantity}`] : [],
  );
  return parts.length > 0 ? `${storefrontUrl}/cart/${parts.join(",")}` : null;
}
