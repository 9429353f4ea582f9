import { findVariant } from "../state/find.ts";
import { newToken, newUuid } from "../state/ids.ts";
import type { Checkout, Order } from "../state/purchases.ts";
import type { ShopState } from "../state/shop-state.ts";
import { totalsOf } from "../state/totals.ts";
import { storefrontOf } from "../simulation.ts";
import type { Simulation } from "../simulation.ts";
import { orderPayload } from "../webhooks/payloads/order-payload.ts";
import { announceCheckout } from "./announce-checkout.ts";
import { announcePurchases } from "./announce-purchases.ts";

export type Payment = "card" | "konbini" | "bank";

const gateways: Record<Payment, string> = {
  card: "shopify_payments",
  konbini: "コンビニ決済",
  bank: "銀行振込",
};

/**
 * Places the order of a checkout. A card is paid at once; convenience store and bank are orders all the same, with the
 * payment pending. Refuses an empty checkout, one without an e-mail address, and one that has its order already.
 */
export function completeCheckout(
  simulation: Simulation,
  shop: ShopState,
  checkout: Checkout,
  payment: Payment,
):
  | { kind: "placed"; order: Order }
  | { kind: "empty" }
  | { kind: "no-contact" }
  | { kind: "completed"; orderId: number | null } {
  if (checkout.completedAt !== null) return { kind: "completed", orderId: checkout.orderId };
  if (checkout.lines.length === 0) return { kind: "empty" };
  if (!checkout.email && !checkout.phone) return { kind: "no-contact" };
  const now = simulation.clock.now();
  const order = newOrder(simulation, shop, checkout, payment, now);
  shop.orders.set(order.id, order);
  shop.carts.delete(checkout.cartToken);
  for (const line of order.lines) {
    const found = findVariant(shop, line.variantId);
    if (found) found.variant.stock -= line.quantity;
  }
  checkout.completedAt = now;
  checkout.updatedAt = now;
  checkout.orderId = order.id;

  // One happening, several topics: they share the event id, as on Shopify.
  const eventId = newUuid();
  emitOrder(simulation, shop, order, "orders/create", eventId);
  if (order.financialStatus === "paid") emitOrder(simulation, shop, order, "orders/paid", eventId);
  announceCheckout(simulation, shop, checkout, eventId);
  announcePurchases(simulation, shop, order.customerId, eventId);
  return { kind: "placed", order };
}

/** Sends an order's present state under a topic. */
export function emitOrder(
  simulation: Simulation,
  shop: ShopState,
  order: Order,
  topic: "orders/create" | "orders/paid" | "orders/updated" | "orders/cancelled",
  eventId?: string,
): void {
  const customer =
    order.customerId === null ? null : (shop.customers.get(order.customerId) ?? null);
  const payload = orderPayload(shop, order, customer, storefrontOf(simulation, shop));
  simulation.webhooks.emit(shop, topic, payload, { eventId });
}

function newOrder(
  simulation: Simulation,
  shop: ShopState,
  checkout: Checkout,
  payment: Payment,
  now: number,
): Order {
  const number = 1_001 + shop.orders.size;
  return {
    id: simulation.ids.next("Order"),
    number,
    name: `#${number}`,
    token: newToken(),
    statusKey: newToken(),
    checkoutToken: checkout.token,
    cartToken: checkout.cartToken,
    email: checkout.email,
    phone: checkout.phone,
    customerId: checkout.customerId,
    locale: checkout.locale,
    lines: checkout.lines.map((line) => ({ ...line })),
    billingAddress: checkout.billingAddress,
    shippingAddress: checkout.shippingAddress,
    discountCodes: [...checkout.discountCodes],
    note: checkout.note,
    attributes: { ...checkout.attributes },
    totals: totalsOf(checkout.lines, checkout.discountCodes, shop.discounts),
    gateway: gateways[payment],
    financialStatus: payment === "card" ? "paid" : "pending",
    cancelReason: null,
    cancelledAt: null,
    createdAt: now,
    updatedAt: now,
    refunds: [],
  };
}
