import { gid } from "../../state/ids.ts";
import type { PurchaseLine } from "../../state/purchases.ts";
import type { QueryContext } from "../query-context.ts";
import { money, moneyBag } from "./money.ts";
import { imageObject, productObject, variantObject } from "./product.ts";

/** LineItem of an order. */
export function lineItemObject(context: QueryContext, line: PurchaseLine) {
  const sum = line.price * line.quantity;
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    title: line.title,
    variantTitle: line.variantTitle || null,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    refundableQuantity: line.quantity,
    requiresShipping: true,
    taxable: true,
    isGiftCard: false,
    customAttributes: [],
    originalUnitPrice: money(line.price),
    originalUnitPriceSet: moneyBag(line.price),
    discountedUnitPriceSet: moneyBag(line.price),
    originalTotalSet: moneyBag(sum),
    discountedTotalSet: () => moneyBag(sum),
    totalDiscountSet: moneyBag(0),
    ...thingsOf(context, line),
  };
}

/** AbandonedCheckoutLineItem */
export function checkoutLineObject(context: QueryContext, line: PurchaseLine) {
  const sum = line.price * line.quantity;
  return {
    __typename: "AbandonedCheckoutLineItem",
    id: gid("AbandonedCheckoutLineItem", line.key),
    title: line.title,
    variantTitle: line.variantTitle || null,
    sku: line.sku,
    quantity: line.quantity,
    customAttributes: [],
    originalUnitPriceSet: moneyBag(line.price),
    originalTotalPriceSet: moneyBag(sum),
    discountedUnitPriceSet: moneyBag(line.price),
    discountedUnitPriceWithCodeDiscount: moneyBag(line.price),
    discountedTotalPriceSet: moneyBag(sum),
    discountedTotalPriceWithCodeDiscount: moneyBag(sum),
    ...thingsOf(context, line),
  };
}

/** What a line points at; null when the merchant has deleted it meanwhile. */
function thingsOf(context: QueryContext, line: PurchaseLine) {
  const product = context.shop.products.get(line.productId);
  const variant = product?.variants.find((each) => each.id === line.variantId);
  return {
    product: () => (product ? productObject(context, product) : null),
    variant: () => (product && variant ? variantObject(context, product, variant) : null),
    image: () => (product ? imageObject(context, product) : null),
  };
}
