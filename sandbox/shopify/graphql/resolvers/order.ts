import { GraphQLError } from "graphql";

import { gid } from "../../state/ids.ts";
import type { Order, Refund } from "../../state/purchases.ts";
import { utcTime } from "../../state/shop-time.ts";
import { orderStatusUrl } from "../../webhooks/payloads/order-payload.ts";
import { connectionOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import { isVisibleOrder } from "../query-context.ts";
import type { QueryContext } from "../query-context.ts";
import { matchesSearch } from "../search-query.ts";
import type { SearchFields } from "../search-query.ts";
import { addressObject } from "./address.ts";
import { customerObject } from "./customer.ts";
import { metafieldFields } from "./metafield.ts";
import { money, moneyBag, moneyV2 } from "./money.ts";
import { lineItemObject } from "./order-line.ts";

/** Order */
export function orderObject(context: QueryContext, order: Order) {
  const { shop } = context;
  const id = gid("Order", order.id);
  const customer = order.customerId === null ? null : shop.customers.get(order.customerId);
  const refunded = order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  const isPaid = order.financialStatus !== "pending" && order.financialStatus !== "voided";
  const quantity = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const { totals } = order;
  const lineItems = () => order.lines.map((line) => lineItemObject(context, line));
  return {
    __typename: "Order",
    id,
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    test: false,
    cartToken: order.cartToken,
    checkoutToken: order.checkoutToken,
    email: order.email,
    phone: order.phone,
    customer: () => (customer ? customerObject(context, customer) : null),
    customerLocale: `${order.locale}-JP`,
    createdAt: utcTime(order.createdAt),
    processedAt: utcTime(order.createdAt),
    updatedAt: utcTime(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : utcTime(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    cancellation: order.cancelledAt === null ? null : { staffNote: null },
    closed: false,
    closedAt: null,
    displayFinancialStatus: order.financialStatus.toUpperCase(),
    displayFulfillmentStatus: "UNFULFILLED",
    fullyPaid: isPaid,
    unpaid: !isPaid,
    currencyCode: shop.currency,
    presentmentCurrencyCode: shop.currency,
    paymentGatewayNames: [order.gateway],
    discountCode: order.discountCodes[0] ?? null,
    discountCodes: order.discountCodes,
    note: order.note,
    tags: [],
    customAttributes: Object.entries(order.attributes).map(([key, value]) => ({ key, value })),
    sourceName: "web",
    sourceIdentifier: null,
    statusPageUrl: () => orderStatusUrl(context.storefront, shop, order),
    billingAddress: order.billingAddress ? addressObject(order.billingAddress) : null,
    shippingAddress: order.shippingAddress ? addressObject(order.shippingAddress) : null,
    taxesIncluded: true,
    taxExempt: false,
    subtotalLineItemsQuantity: quantity,
    currentSubtotalLineItemsQuantity: quantity,
    subtotalPriceSet: moneyBag(totals.subtotal),
    totalDiscountsSet: moneyBag(totals.discount),
    totalShippingPriceSet: moneyBag(totals.shipping),
    totalTaxSet: moneyBag(totals.tax),
    totalPriceSet: moneyBag(totals.total),
    totalPrice: money(totals.total),
    originalTotalPriceSet: moneyBag(totals.total),
    currentTotalPriceSet: moneyBag(Math.max(0, totals.total - refunded)),
    totalRefundedSet: moneyBag(refunded),
    totalReceivedSet: moneyBag(isPaid ? totals.total : 0),
    netPaymentSet: moneyBag(isPaid ? totals.total - refunded : 0),
    totalOutstandingSet: moneyBag(isPaid ? 0 : totals.total),
    lineItems: (args: PageArguments) => connectionOf(lineItems(), args),
    refunds: ({ first }: { first?: number | null }) =>
      order.refunds
        .slice(0, first ?? undefined)
        .map((refund) => refundObject(context, order, refund)),
    ...metafieldFields(context, id, "ORDER"),
  };
}

function refundObject(context: QueryContext, order: Order, refund: Refund) {
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: String(refund.id),
    note: refund.note,
    createdAt: utcTime(refund.createdAt),
    processedAt: utcTime(refund.createdAt),
    updatedAt: utcTime(refund.createdAt),
    order: () => orderObject(context, order),
    totalRefunded: moneyV2(refund.amount),
    totalRefundedSet: moneyBag(refund.amount),
  };
}

const searchable: SearchFields<Order> = {
  id: (order) => order.id,
  name: (order) => order.name,
  email: (order) => order.email,
  customer_id: (order) => order.customerId,
  created_at: (order) => utcTime(order.createdAt),
  processed_at: (order) => utcTime(order.createdAt),
  updated_at: (order) => utcTime(order.updatedAt),
  financial_status: (order) => order.financialStatus,
  status: (order) => (order.cancelledAt === null ? ["open", "any"] : ["cancelled", "any"]),
  discount_code: (order) => order.discountCodes,
  cart_token: (order) => order.cartToken,
  checkout_token: (order) => order.checkoutToken,
};

/** Those of `orders` that the app may see and that match. */
export function matchingOrders(
  context: QueryContext,
  orders: readonly Order[],
  query: string | null | undefined,
): Order[] {
  return orders
    .filter((order) => isVisibleOrder(context, order.createdAt))
    .filter((order) => !query || matchesSearch(order, query, searchable));
}

/** One page of those of `orders` that the app may see and that match. */
export function searchOrders(
  context: QueryContext,
  orders: readonly Order[],
  args: PageArguments & { query?: string | null; sortKey?: string | null },
) {
  const found = matchingOrders(context, orders, args.query).toSorted(
    (a, b) => sortValue(a, args.sortKey) - sortValue(b, args.sortKey) || a.id - b.id,
  );
  return connectionOf(
    found.map((order) => orderObject(context, order)),
    args,
  );
}

function sortValue(order: Order, sortKey: string | null | undefined): number {
  switch (sortKey ?? "PROCESSED_AT") {
    case "ID":
    case "ORDER_NUMBER":
      return order.number;
    case "CREATED_AT":
    case "PROCESSED_AT":
      return order.createdAt;
    case "UPDATED_AT":
      return order.updatedAt;
    case "TOTAL_PRICE":
      return order.totals.total;
    default:
      throw new GraphQLError(`The stand-in cannot sort orders by ${sortKey}.`);
  }
}
