import { gid } from "../../state/ids.ts";
import { shopTime } from "../../state/shop-time.ts";
import type { ShopState } from "../../state/shop-state.ts";

/** app/uninstalled and shop/update. */
export function shopPayload(shop: ShopState) {
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    province: "Tokyo",
    country: "JP",
    address1: "千代田1-1",
    zip: "100-0001",
    city: "千代田区",
    source: null,
    phone: shop.phone,
    latitude: null,
    longitude: null,
    primary_locale: "ja",
    address2: null,
    created_at: shopTime(shop.createdAt, shop.zone),
    updated_at: shopTime(shop.updatedAt, shop.zone),
    country_code: "JP",
    country_name: "Japan",
    currency: shop.currency,
    customer_email: shop.email,
    timezone: `(GMT+09:00) ${shop.zone}`,
    iana_timezone: shop.zone,
    shop_owner: shop.ownerName,
    money_format: "¥{{amount_no_decimals}}",
    money_with_currency_format: "¥{{amount_no_decimals}} JPY",
    weight_unit: "kg",
    province_code: "JP-13",
    taxes_included: true,
    auto_configure_tax_inclusivity: null,
    tax_shipping: null,
    county_taxes: true,
    plan_display_name: shop.settings.shopifyPlus ? "Shopify Plus" : "Basic",
    plan_name: shop.settings.shopifyPlus ? "shopify_plus" : "basic",
    has_discounts: shop.discounts.size > 0,
    has_gift_cards: false,
    myshopify_domain: shop.domain,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    money_in_emails_format: "¥{{amount_no_decimals}}",
    money_with_currency_in_emails_format: "¥{{amount_no_decimals}} JPY",
    eligible_for_payments: true,
    requires_extra_payments_agreement: false,
    password_enabled: false,
    has_storefront: true,
    finances: true,
    primary_location_id: shop.id + 1,
    checkout_api_supported: true,
    multi_location_enabled: false,
    setup_required: false,
    pre_launch_enabled: false,
    enabled_presentment_currencies: [shop.currency],
    marketing_sms_consent_enabled_at_checkout: false,
    transactional_sms_disabled: false,
  };
}

/** app/scopes_update */
export function scopesUpdatePayload(
  shop: ShopState,
  installationId: number,
  previous: string[],
  current: string[],
  at: number,
) {
  return {
    id: installationId,
    shop_id: gid("Shop", shop.id),
    previous,
    current,
    updated_at: new Date(at).toISOString(),
  };
}

/** shop/redact */
export function shopRedactPayload(shop: ShopState) {
  return { shop_id: shop.id, shop_domain: shop.domain };
}
