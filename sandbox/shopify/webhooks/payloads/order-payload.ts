import { gid } from "../../state/ids.ts";
import type { Order, Totals } from "../../state/purchases.ts";
import { shopTime } from "../../state/shop-time.ts";
import type { Customer, ShopState } from "../../state/shop-state.ts";
import { addressPayload } from "./address-payload.ts";
import { attributesPayload, discountCodesPayload } from "./checkout-payload.ts";
import { embeddedCustomerPayload } from "./customer-payload.ts";
import { moneySet, yen } from "./money.ts";
import { orderLinePayload } from "./order-line-payload.ts";
import { refundPayload } from "./refund-payload.ts";

/** Where the buyer sees the order: the thank-you page, later the order status page. */
export function orderStatusUrl(storefront: string, shop: ShopState, order: Order): string {
  return `${storefront}/${shop.id}/orders/${order.token}/authenticate?key=${order.statusKey}`;
}

/** orders/create, orders/updated, orders/cancelled and orders/paid. */
export function orderPayload(
  shop: ShopState,
  order: Order,
  customer: Customer | null,
  storefront: string,
) {
  const at = (time: number) => shopTime(time, shop.zone);
  const { totals } = order;
  const refunded = order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  const outstanding = order.financialStatus === "pending" ? totals.total : 0;
  return {
    id: order.id,
    admin_graphql_api_id: gid("Order", order.id),
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason,
    cancelled_at: order.cancelledAt === null ? null : at(order.cancelledAt),
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    client_details: null,
    closed_at: null,
    company: null,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: at(order.createdAt),
    currency: shop.currency,
    ...currentTotals(totals, refunded),
    customer_locale: `${order.locale}-JP`,
    device_id: null,
    discount_codes: discountCodesPayload(order.discountCodes, totals),
    duties_included: false,
    email: order.email,
    estimated_taxes: false,
    financial_status: order.financialStatus,
    fulfillment_status: null,
    landing_site: "/",
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: attributesPayload(order.attributes),
    number: order.number - 1_000,
    order_number: order.number,
    order_status_url: orderStatusUrl(storefront, shop, order),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: [order.gateway],
    phone: order.phone,
    po_number: null,
    presentment_currency: shop.currency,
    processed_at: at(order.createdAt),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: "web",
    source_url: null,
    ...orderTotals(totals, outstanding),
    tags: "",
    tax_exempt: false,
    tax_lines: [taxLine(totals)],
    taxes_included: true,
    test: false,
    token: order.token,
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    updated_at: at(order.updatedAt),
    user_id: null,
    billing_address: order.billingAddress && addressPayload(order.billingAddress),
    customer: customer && embeddedCustomerPayload(shop, customer),
    discount_applications: order.discountCodes.map((code) => ({
      target_type: "line_item",
      type: "discount_code",
      value: String(shop.discounts.get(code.toUpperCase()) ?? 0),
      value_type: "percentage",
      allocation_method: "across",
      target_selection: "all",
      code,
    })),
    fulfillments: [],
    line_items: order.lines.map((line) => ({
      ...orderLinePayload(line),
      attributed_staffs: [],
      current_quantity: line.quantity,
      sales_line_item_group_id: null,
    })),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
    shipping_address: order.shippingAddress && addressPayload(order.shippingAddress),
    shipping_lines: [orderShippingLine(order, totals)],
    returns: [],
    line_item_groups: [],
  };
}

function currentTotals(totals: Totals, refunded: number) {
  const total = Math.max(0, totals.total - refunded);
  const subtotal = Math.max(0, totals.subtotal - refunded);
  const tax = Math.floor((total * 10) / 110);
  return {
    current_shipping_price_set: moneySet(totals.shipping),
    current_subtotal_price: yen(subtotal),
    current_subtotal_price_set: moneySet(subtotal),
    current_total_additional_fees_set: null,
    current_total_discounts: yen(totals.discount),
    current_total_discounts_set: moneySet(totals.discount),
    current_total_duties_set: null,
    current_total_price: yen(total),
    current_total_price_set: moneySet(total),
    current_total_tax: yen(tax),
    current_total_tax_set: moneySet(tax),
  };
}

function orderTotals(totals: Totals, outstanding: number) {
  return {
    subtotal_price: yen(totals.subtotal),
    subtotal_price_set: moneySet(totals.subtotal),
    total_cash_rounding_payment_adjustment_set: moneySet(0),
    total_cash_rounding_refund_adjustment_set: moneySet(0),
    total_discounts: yen(totals.discount),
    total_discounts_set: moneySet(totals.discount),
    total_line_items_price: yen(totals.lines),
    total_line_items_price_set: moneySet(totals.lines),
    total_outstanding: yen(outstanding),
    total_price: yen(totals.total),
    total_price_set: moneySet(totals.total),
    total_shipping_price_set: moneySet(totals.shipping),
    total_tax: yen(totals.tax),
    total_tax_set: moneySet(totals.tax),
    total_tip_received: yen(0),
  };
}

function taxLine(totals: Totals) {
  return {
    price: yen(totals.tax),
    rate: 0.1,
    title: "CT",
    price_set: moneySet(totals.tax),
    channel_liable: false,
  };
}

function orderShippingLine(order: Order, totals: Totals) {
  return {
    id: order.id + 1,
    carrier_identifier: null,
    code: "Standard",
    current_discounted_price_set: moneySet(totals.shipping),
    discounted_price: yen(totals.shipping),
    discounted_price_set: moneySet(totals.shipping),
    is_removed: false,
    phone: null,
    price: yen(totals.shipping),
    price_set: moneySet(totals.shipping),
    requested_fulfillment_service_id: null,
    source: "shopify",
    title: "Standard",
    tax_lines: [],
    discount_allocations: [],
  };
}
