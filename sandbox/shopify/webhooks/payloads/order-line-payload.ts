import { gid } from "../../state/ids.ts";
import type { PurchaseLine } from "../../state/purchases.ts";
import { moneySet, yen } from "./money.ts";

/** What a line of an order and of a refund have in common. */
export function orderLinePayload(line: PurchaseLine) {
  const variantTitle = line.variantTitle || null;
  return {
    id: line.id,
    admin_graphql_api_id: gid("LineItem", line.id),
    fulfillable_quantity: line.quantity,
    fulfillment_service: "manual",
    fulfillment_status: null,
    gift_card: false,
    grams: line.grams,
    name: variantTitle ? `${line.title} - ${variantTitle}` : line.title,
    price: yen(line.price),
    price_set: moneySet(line.price),
    product_exists: true,
    product_id: line.productId,
    properties: [],
    quantity: line.quantity,
    requires_shipping: true,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: yen(0),
    total_discount_set: moneySet(0),
    variant_id: line.variantId,
    variant_inventory_management: "shopify",
    variant_title: variantTitle,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}
