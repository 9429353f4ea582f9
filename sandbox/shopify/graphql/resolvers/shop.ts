import { gid } from "../../state/ids.ts";
import { utcTime } from "../../state/shop-time.ts";
import type { QueryContext } from "../query-context.ts";
import { shopAddressObject } from "./address.ts";
import { metafieldFields } from "./metafield.ts";

/** Shop */
export function shopObject(context: QueryContext) {
  const { shop, storefront } = context;
  const isPlus = shop.settings.shopifyPlus;
  const planName = isPlus ? "Shopify Plus" : "Basic";
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    description: null,
    myshopifyDomain: shop.domain,
    url: storefront,
    primaryDomain: {
      __typename: "Domain",
      id: gid("Domain", shop.id),
      url: storefront,
      host: new URL(storefront).host,
      sslEnabled: false,
    },
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    ianaTimezone: shop.zone,
    timezoneAbbreviation: "JST",
    timezoneOffset: "+0900",
    timezoneOffsetMinutes: 540,
    createdAt: utcTime(shop.createdAt),
    updatedAt: utcTime(shop.updatedAt),
    shopOwnerName: shop.ownerName,
    billingAddress: shopAddressObject(context.shop),
    shopAddress: shopAddressObject(context.shop),
    plan: {
      displayName: planName,
      publicDisplayName: planName,
      partnerDevelopment: false,
      shopifyPlus: isPlus,
    },
    customerAccounts: "OPTIONAL",
    customerAccountsV2: {
      customerAccountsVersion: shop.settings.customerAccounts,
      loginLinksVisibleOnStorefrontAndCheckout: true,
      loginRequiredAtCheckout: false,
      url: `${storefront}/account`,
    },
    taxesIncluded: true,
    taxShipping: true,
    setupRequired: false,
    checkoutApiSupported: true,
    shipsToCountries: ["JP"],
    unitSystem: "METRIC_SYSTEM",
    weightUnit: "KILOGRAMS",
    orderNumberFormatPrefix: "#",
    orderNumberFormatSuffix: "",
    marketingSmsConsentEnabledAtCheckout: false,
    transactionalSmsDisabled: false,
    ...metafieldFields(context, gid("Shop", shop.id), "SHOP"),
  };
}
