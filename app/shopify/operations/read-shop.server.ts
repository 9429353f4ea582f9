import type { AdminClient } from "../admin-client.server.ts";

const SHOP = `#graphql
  query ReadShop {
    shop {
      id
      name
      ianaTimezone
      currencyCode
      primaryDomain { url }
      billingAddress { countryCodeV2 }
    }
  }
`;

/** Name, zone, currency, country and storefront address of the shop. */
export async function readShop(client: AdminClient) {
  const { shop } = await client.request(SHOP, {});
  return {
    shopifyGid: shop.id,
    name: shop.name,
    timeZone: shop.ianaTimezone,
    currency: shop.currencyCode as string,
    storefrontUrl: shop.primaryDomain.url as string,
    country: shop.billingAddress.countryCodeV2 ?? undefined,
  };
}
