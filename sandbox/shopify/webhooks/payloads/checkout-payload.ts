import type { Checkout, PurchaseLine, Totals } from "../../state/purchases.ts";
import { shopTime } from "../../state/shop-time.ts";
import type { Customer, ShopState } from "../../state/shop-state.ts";
import { totalsOf } from "../../state/totals.ts";
import { addressPayload } from "./address-payload.ts";
import { embeddedCustomerPayload } from "./customer-payload.ts";
import { yen } from "./money.ts";

/** Where a visitor takes an abandoned checkout up again. */
export function recoverUrl(storefront: string, shop: ShopState, checkout: Checkout): string {
  const path = `/${shop.id}/checkouts/ac/${checkout.cartToken}/recover`;
  return `${storefront}${path}?key=${checkout.recoverKey}&locale=${checkout.locale}-JP`;
}

/** checkouts/create and checkouts/update of API 2026-04 and later: 44 keys, no `id`. */
export function checkoutPayload(
  shop: ShopState,
  checkout: Checkout,
  customer: Customer | null,
  storefront: string,
) {
  const totals = totalsOf(checkout.lines, checkout.discountCodes, shop.discounts);
  const at = (time: number) => shopTime(time, shop.zone);
  return {
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    gateway: null,
    buyer_accepts_marketing: false,
    created_at: at(checkout.createdAt),
    updated_at: at(checkout.updatedAt),
    landing_site: "/",
    note: checkout.note,
    note_attributes: attributesPayload(checkout.attributes),
    referring_site: "",
    shipping_lines: checkout.shippingAddress ? [checkoutShippingLine(totals)] : [],
    taxes_included: true,
    total_weight: checkout.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    currency: shop.currency,
    completed_at: checkout.completedAt === null ? null : at(checkout.completedAt),
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: checkout.phone,
    customer_locale: `${checkout.locale}-JP`,
    line_items: checkout.lines.map((line) => checkoutLine(line)),
    name: `#${checkout.id}`,
    source: null,
    abandoned_checkout_url: recoverUrl(storefront, shop, checkout),
    discount_codes: discountCodesPayload(checkout.discountCodes, totals),
    tax_lines: [{ price: yen(totals.tax), rate: 0.1, title: "CT", channel_liable: false }],
    source_name: "web",
    presentment_currency: shop.currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    total_discounts: yen(totals.discount),
    total_line_items_price: yen(totals.lines),
    total_price: yen(totals.total),
    total_tax: yen(totals.tax),
    subtotal_price: yen(totals.subtotal),
    total_duties: null,
    reservation_token: null,
    // Null until the visitor has typed it, as every field that names a person may be.
    billing_address: checkout.billingAddress && addressPayload(checkout.billingAddress),
    shipping_address: checkout.shippingAddress && addressPayload(checkout.shippingAddress),
    customer: customer && embeddedCustomerPayload(shop, customer),
  };
}

/** checkouts/delete, which carries `id` and `cart_token` and no `token`. */
export function checkoutDeletedPayload(shop: ShopState, checkout: Checkout) {
  const totals = totalsOf(checkout.lines, checkout.discountCodes, shop.discounts);
  return {
    id: checkout.id,
    presentment_currency: shop.currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    total_discounts: yen(totals.discount),
    total_line_items_price: yen(totals.lines),
    total_price: yen(totals.total),
    total_tax: yen(totals.tax),
    subtotal_price: yen(totals.subtotal),
    cart_token: checkout.cartToken,
    total_duties: null,
    reservation_token: null,
  };
}

export function attributesPayload(attributes: Record<string, string>) {
  return Object.entries(attributes).map(([name, value]) => ({ name, value }));
}

export function discountCodesPayload(codes: readonly string[], totals: Totals) {
  return codes.map((code, index) => ({
    code,
    // Several codes are rare; the first is told the whole amount.
    amount: yen(index === 0 ? totals.discount : 0),
    type: "percentage",
  }));
}

function checkoutLine(line: PurchaseLine) {
  return {
    applied_discounts: [],
    discount_allocations: [],
    key: line.key,
    destination_location_id: null,
    fulfillment_service: "manual",
    gift_card: false,
    grams: line.grams,
    origin_location_id: null,
    presentment_title: line.title,
    presentment_variant_title: line.variantTitle,
    product_id: line.productId,
    properties: null,
    quantity: line.quantity,
    requires_shipping: true,
    sku: line.sku,
    tax_lines: [],
    taxable: true,
    title: line.title,
    variant_id: line.variantId,
    variant_title: line.variantTitle,
    variant_price: yen(line.price),
    vendor: line.vendor,
    user_id: null,
    unit_price_measurement: {
      measured_type: null,
      quantity_value: null,
      quantity_unit: null,
      reference_value: null,
      reference_unit: null,
    },
    rank: null,
    compare_at_price: null,
    line_price: yen(line.price * line.quantity),
    price: yen(line.price),
  };
}

function checkoutShippingLine(totals: Totals) {
  return {
    api_client_id: null,
    applied_discounts: [],
    carrier_identifier: null,
    carrier_service_id: null,
    code: "Standard",
    custom_tax_lines: null,
    delivery_category: null,
    delivery_expectation_range: null,
    delivery_expectation_type: null,
    id: null,
    markup: "0",
    original_shop_markup: null,
    original_shop_price: null,
    phone: null,
    presentment_title: "Standard",
    price: yen(totals.shipping),
    requested_fulfillment_service_id: null,
    source: "shopify",
    tax_lines: [],
    title: "Standard",
    validation_context: null,
  };
}
