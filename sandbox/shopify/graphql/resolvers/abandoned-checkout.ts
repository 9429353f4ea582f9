import { GraphQLError } from "graphql";

import { findVariant, isAvailable } from "../../state/find.ts";
import { gid } from "../../state/ids.ts";
import type { Checkout } from "../../state/purchases.ts";
import { utcTime } from "../../state/shop-time.ts";
import { totalsOf } from "../../state/totals.ts";
import { recoverUrl } from "../../webhooks/payloads/checkout-payload.ts";
import { connectionOf, cursorOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { QueryContext } from "../query-context.ts";
import { matchesSearch } from "../search-query.ts";
import type { SearchFields } from "../search-query.ts";
import { addressObject } from "./address.ts";
import { appObject } from "./app.ts";
import { customerObject } from "./customer.ts";
import { money, moneyBag } from "./money.ts";
import { checkoutLineObject } from "./order-line.ts";

/** A checkout counts as abandoned once it has stood open for ten minutes. */
const abandonedAfterMs = 10 * 60_000;

/** The checkouts that Shopify lists as abandoned, oldest first: those left with an address to write to. */
export function abandonedCheckouts(context: QueryContext): Checkout[] {
  const now = context.simulation.clock.now();
  return [...context.shop.checkouts.values()]
    .filter(
      (checkout) =>
        checkout.announced &&
        checkout.lines.length > 0 &&
        (checkout.completedAt ?? now) - checkout.createdAt >= abandonedAfterMs,
    )
    .sort((a, b) => a.id - b.id);
}

/** AbandonedCheckout */
export function abandonedCheckoutObject(context: QueryContext, checkout: Checkout) {
  const { shop } = context;
  const id = gid("AbandonedCheckout", checkout.id);
  const totals = totalsOf(checkout.lines, checkout.discountCodes, shop.discounts);
  const customer = checkout.customerId === null ? null : shop.customers.get(checkout.customerId);
  const lines = () => checkout.lines.map((line) => checkoutLineObject(context, line));
  return {
    __typename: "AbandonedCheckout",
    id,
    defaultCursor: cursorOf({ id }),
    name: `#${checkout.id}`,
    abandonedCheckoutUrl: recoverUrl(context.storefront, shop, checkout),
    createdAt: utcTime(checkout.createdAt),
    updatedAt: utcTime(checkout.updatedAt),
    completedAt: checkout.completedAt === null ? null : utcTime(checkout.completedAt),
    customer: () => (customer ? customerObject(context, customer) : null),
    billingAddress: checkout.billingAddress ? addressObject(checkout.billingAddress) : null,
    shippingAddress: checkout.shippingAddress ? addressObject(checkout.shippingAddress) : null,
    customAttributes: Object.entries(checkout.attributes).map(([key, value]) => ({ key, value })),
    discountCodes: checkout.discountCodes,
    note: checkout.note ?? "",
    lineItems: (args: PageArguments) => connectionOf(lines(), args),
    lineItemsQuantity: checkout.lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotalPriceSet: moneyBag(totals.subtotal),
    totalDiscountSet: moneyBag(totals.discount),
    totalDutiesSet: null,
    totalLineItemsPriceSet: moneyBag(totals.lines),
    totalPriceSet: moneyBag(totals.total),
    totalTaxSet: moneyBag(totals.tax),
    taxesIncluded: true,
    taxLines: [
      {
        title: "CT",
        rate: 0.1,
        ratePercentage: 10,
        price: money(totals.tax),
        priceSet: moneyBag(totals.tax),
        source: "Shopify",
        channelLiable: false,
      },
    ],
  };
}

const searchable: SearchFields<Checkout> = {
  id: (checkout) => checkout.id,
  created_at: (checkout) => utcTime(checkout.createdAt),
  updated_at: (checkout) => utcTime(checkout.updatedAt),
  status: (checkout) => (checkout.completedAt === null ? "open" : "closed"),
  recovery_state: (checkout) => (checkout.orderId === null ? "not_recovered" : "recovered"),
  email_state: () => "not_sent",
};

type SearchArguments = PageArguments & { query?: string | null; sortKey?: string | null };

export function searchAbandonedCheckouts(context: QueryContext, args: SearchArguments) {
  const found = matchingCheckouts(context, args.query).toSorted(
    (a, b) => sortValue(a, args.sortKey) - sortValue(b, args.sortKey),
  );
  return connectionOf(
    found.map((checkout) => abandonedCheckoutObject(context, checkout)),
    args,
  );
}

export function matchingCheckouts(context: QueryContext, query: string | null | undefined) {
  return abandonedCheckouts(context).filter(
    (checkout) => !query || matchesSearch(checkout, query, searchable),
  );
}

function sortValue(checkout: Checkout, sortKey: string | null | undefined): number {
  switch (sortKey ?? "ID") {
    case "ID":
    case "CHECKOUT_ID":
      return checkout.id;
    case "CREATED_AT":
      return checkout.createdAt;
    default:
      throw new GraphQLError(`The stand-in cannot sort checkouts by ${sortKey}.`);
  }
}

/** Abandonment */
export function abandonmentObject(context: QueryContext, checkout: Checkout) {
  const { shop, simulation } = context;
  const customer = checkout.customerId === null ? null : shop.customers.get(checkout.customerId);
  const at = utcTime(checkout.updatedAt);
  const newest = abandonedCheckouts(context)
    .filter((each) => each.customerId === checkout.customerId)
    .at(-1);
  const hours = (simulation.clock.now() - (newest ?? checkout).updatedAt) / 3_600_000;
  return {
    __typename: "Abandonment",
    id: gid("Abandonment", checkout.id),
    abandonedCheckoutPayload: () => abandonedCheckoutObject(context, checkout),
    abandonmentType: "CHECKOUT",
    mostRecentStep: "CHECKOUT",
    app: () => appObject(context),
    cartUrl: `${context.storefront}/cart`,
    createdAt: at,
    customer: () => (customer ? customerObject(context, customer) : null),
    customerHasNoDraftOrderSinceAbandonment: true,
    customerHasNoOrderSinceAbandonment: ![...shop.orders.values()].some(
      (order) => order.customerId === checkout.customerId && order.createdAt >= checkout.createdAt,
    ),
    daysSinceLastAbandonmentEmail: 0,
    emailSentAt: null,
    emailState: null,
    hoursSinceLastAbandonedCheckout: hours,
    inventoryAvailable: checkout.lines.every((line) => {
      const found = findVariant(shop, line.variantId);
      return found !== null && isAvailable(found.variant);
    }),
    isFromCustomStorefront: false,
    isFromOnlineStore: true,
    isFromShopApp: false,
    isFromShopPay: false,
    isMostSignificantAbandonment: newest?.id === checkout.id,
    lastBrowseAbandonmentDate: at,
    lastCartAbandonmentDate: at,
    lastCheckoutAbandonmentDate: at,
    visitStartedAt: utcTime(checkout.createdAt),
  };
}
