/** Where a shop's storefront stands, without a slash at the end. */
export function storefrontUrl(shop: { storefrontUrl: string | null; domain: string }): string {
  return (shop.storefrontUrl ?? `https://${shop.domain}`).replace(/\/+$/, "");
}

/** The privacy policy that is shown before a link: the merchant's choice, or where Shopify shows the store's own. */
export function privacyPolicyUrlOf(
  settings: { privacyPolicyUrl: string | null },
  storefrontUrl: string,
): string {
  return settings.privacyPolicyUrl ?? `${storefrontUrl}/policies/privacy-policy`;
}
