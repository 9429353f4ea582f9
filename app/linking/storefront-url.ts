/** Where a shop's storefront stands, without a slash at the end. */
export function storefrontUrl(shop: { storefrontUrl: string | null; domain: string }): string {
  return (shop.storefrontUrl ?? `https://${shop.domain}`).replace(/\/+$/, "");
}
