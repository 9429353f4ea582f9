import { gid } from "../../state/ids.ts";
import type { Order, Refund } from "../../state/purchases.ts";
import { shopTime } from "../../state/shop-time.ts";
import type { ShopState } from "../../state/shop-state.ts";
import { moneySet, yen } from "./money.ts";
import { orderLinePayload } from "./order-line-payload.ts";

/** refunds/create, and the refunds inside an order. */
export function refundPayload(shop: ShopState, order: Order, refund: Refund) {
  const at = shopTime(refund.createdAt, shop.zone);
  return {
    id: refund.id,
    order_id: order.id,
    created_at: at,
    note: refund.note ?? "",
    user_id: shop.staff.id,
    processed_at: at,
    duties: [],
    total_duties_set: moneySet(0),
    return: null,
    refund_shipping_lines: [],
    restock: refund.restock,
    admin_graphql_api_id: gid("Refund", refund.id),
    order_adjustments: [],
    refund_line_items: refund.lines.map(({ id, line, quantity, subtotal }) => ({
      id,
      quantity,
      line_item_id: line.id,
      location_id: null,
      restock_type: refund.restock ? "return" : "no_restock",
      subtotal,
      total_tax: Math.floor((subtotal * 10) / 110),
      subtotal_set: moneySet(subtotal),
      total_tax_set: moneySet(Math.floor((subtotal * 10) / 110)),
      line_item: orderLinePayload(line),
    })),
    transactions: [
      {
        id: refund.transactionId,
        order_id: order.id,
        kind: "refund",
        gateway: order.gateway,
        status: "success",
        message: null,
        created_at: at,
        test: false,
        authorization: null,
        location_id: null,
        user_id: shop.staff.id,
        parent_id: null,
        processed_at: at,
        device_id: null,
        error_code: null,
        source_name: "web",
        receipt: {},
        amount: yen(refund.amount),
        currency: shop.currency,
        payment_id: `${order.name}.1`,
        total_unsettled_set: {
          presentment_money: { amount: "0", currency: shop.currency },
          shop_money: { amount: "0", currency: shop.currency },
        },
        manual_payment_gateway: order.financialStatus === "pending",
        amount_rounding: null,
        admin_graphql_api_id: gid("OrderTransaction", refund.transactionId),
      },
    ],
  };
}
