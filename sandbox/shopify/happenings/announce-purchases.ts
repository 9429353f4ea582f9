import type { Simulation } from "../simulation.ts";
import { gid } from "../state/ids.ts";
import { purchasesOf } from "../state/purchases-of.ts";
import type { ShopState } from "../state/shop-state.ts";

/** customers/purchasing_summary: what a customer has bought in all has changed. A guest without a customer has none. */
export function announcePurchases(
  simulation: Simulation,
  shop: ShopState,
  customerId: number | null,
  eventId: string,
): void {
  if (customerId === null) return;
  const { orders, amountSpent, last } = purchasesOf(shop, customerId);
  const payload = {
    customerId: gid("Customer", customerId),
    numberOfOrders: orders.length,
    amountSpent: { amount: `${amountSpent}.0`, currencyCode: shop.currency },
    lastOrderId: last ? gid("Order", last.id) : null,
    occurredAt: new Date(simulation.clock.now()).toISOString(),
  };
  simulation.webhooks.emit(shop, "customers/purchasing_summary", payload, { eventId });
}
