import type { Order } from "./purchases.ts";
import type { ShopState } from "./shop-state.ts";

/** What a customer has bought, by all orders, also those too old for an app to read. Whole yen. */
export function purchasesOf(
  shop: ShopState,
  customerId: number,
): { orders: Order[]; amountSpent: number; last: Order | null } {
  const orders = [...shop.orders.values()].filter((order) => order.customerId === customerId);
  const amountSpent = orders
    .filter((order) => order.financialStatus !== "pending" && order.cancelledAt === null)
    .reduce((sum, order) => sum + order.totals.total, 0);
  return {
    orders,
    amountSpent,
    last: orders.toSorted((a, b) => b.createdAt - a.createdAt)[0] ?? null,
  };
}
