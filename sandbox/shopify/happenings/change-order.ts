import { findVariant } from "../state/find.ts";
import { newUuid } from "../state/ids.ts";
import type { Order, Refund } from "../state/purchases.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { refundPayload } from "../webhooks/payloads/refund-payload.ts";
import { announcePurchases } from "./announce-purchases.ts";
import { emitOrder } from "./complete-checkout.ts";

/** Notes that a pending payment has arrived. */
export function markPaid(
  simulation: Simulation,
  shop: ShopState,
  order: Order,
): { kind: "paid" } | { kind: "not-pending" } {
  if (order.financialStatus !== "pending" || order.cancelledAt !== null) {
    return { kind: "not-pending" };
  }
  order.financialStatus = "paid";
  order.updatedAt = simulation.clock.now();
  const eventId = newUuid();
  emitOrder(simulation, shop, order, "orders/paid", eventId);
  emitOrder(simulation, shop, order, "orders/updated", eventId);
  announcePurchases(simulation, shop, order.customerId, eventId);
  return { kind: "paid" };
}

/** Cancels an order and puts its items back into stock. What was paid is refunded separately. */
export function cancelOrder(
  simulation: Simulation,
  shop: ShopState,
  order: Order,
  reason: "customer" | "inventory" | "fraud" | "declined" | "staff" | "other" = "customer",
): { kind: "cancelled" } | { kind: "already-cancelled" } {
  if (order.cancelledAt !== null) return { kind: "already-cancelled" };
  const now = simulation.clock.now();
  order.cancelledAt = now;
  order.cancelReason = reason;
  order.updatedAt = now;
  if (order.financialStatus === "pending") order.financialStatus = "voided";
  restock(shop, order.lines);
  const eventId = newUuid();
  emitOrder(simulation, shop, order, "orders/cancelled", eventId);
  emitOrder(simulation, shop, order, "orders/updated", eventId);
  announcePurchases(simulation, shop, order.customerId, eventId);
  return { kind: "cancelled" };
}

/**
 * Refunds part of a paid order, or what is left of it when `amount` is absent. Refuses a pending order and more than
 * was paid.
 */
export function refundOrder(
  simulation: Simulation,
  shop: ShopState,
  order: Order,
  input: { amount?: number; note?: string | null; restock?: boolean } = {},
): { kind: "refunded"; refund: Refund } | { kind: "not-paid" } | { kind: "too-much" } {
  if (order.financialStatus !== "paid" && order.financialStatus !== "partially_refunded") {
    return { kind: "not-paid" };
  }
  const left = order.totals.total - order.refunds.reduce((sum, each) => sum + each.amount, 0);
  const amount = input.amount ?? left;
  if (amount <= 0 || amount > left) return { kind: "too-much" };
  const isWhole = amount === left && order.refunds.length === 0;
  const refund: Refund = {
    id: simulation.ids.next("Refund"),
    createdAt: simulation.clock.now(),
    note: input.note ?? null,
    restock: input.restock ?? false,
    lines: isWhole
      ? order.lines.map((line) => ({
          id: simulation.ids.next("LineItem"),
          line,
          quantity: line.quantity,
          subtotal: line.price * line.quantity,
        }))
      : [],
    amount,
    transactionId: simulation.ids.next("OrderTransaction"),
  };
  order.refunds.push(refund);
  order.financialStatus = amount === left ? "refunded" : "partially_refunded";
  order.updatedAt = refund.createdAt;
  if (refund.restock && isWhole) restock(shop, order.lines);
  const eventId = newUuid();
  simulation.webhooks.emit(shop, "refunds/create", refundPayload(shop, order, refund), { eventId });
  emitOrder(simulation, shop, order, "orders/updated", eventId);
  announcePurchases(simulation, shop, order.customerId, eventId);
  return { kind: "refunded", refund };
}

function restock(shop: ShopState, lines: Order["lines"]): void {
  for (const line of lines) {
    const found = findVariant(shop, line.variantId);
    if (found) found.variant.stock += line.quantity;
  }
}
