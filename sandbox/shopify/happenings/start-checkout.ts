import { newToken } from "../state/ids.ts";
import type { Cart, Checkout } from "../state/purchases.ts";
import type { Customer, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { announceCheckout } from "./announce-checkout.ts";
import { purchaseLines } from "./checkout-lines.ts";

/**
 * Begins the checkout of a cart, or takes up the open one of the same cart. A logged-in customer's address is known at
 * once, so the app hears of it at once; a guest's checkout stays silent until an e-mail address is typed.
 */
export function startCheckout(
  simulation: Simulation,
  shop: ShopState,
  cart: Cart,
  visitor: { customer: Customer | null; locale: string },
): { kind: "started"; checkout: Checkout } | { kind: "empty" } {
  const lines = purchaseLines(simulation, shop, cart.lines);
  if (lines.length === 0) return { kind: "empty" };
  const open = [...shop.checkouts.values()].find(
    (each) => each.cartToken === cart.token && each.completedAt === null,
  );
  const checkout = open ?? newCheckout(simulation, cart, visitor.locale);
  shop.checkouts.set(checkout.token, checkout);
  checkout.lines = lines;
  checkout.discountCodes = [...cart.discountCodes];
  checkout.note = cart.note;
  checkout.attributes = { ...cart.attributes };
  checkout.updatedAt = simulation.clock.now();
  const { customer } = visitor;
  if (customer) {
    checkout.customerId = customer.id;
    checkout.email ??= customer.email;
    checkout.phone ??= customer.phone;
    checkout.billingAddress ??= customer.defaultAddress;
    checkout.shippingAddress ??= customer.defaultAddress;
  }
  announceCheckout(simulation, shop, checkout);
  return { kind: "started", checkout };
}

function newCheckout(simulation: Simulation, cart: Cart, locale: string): Checkout {
  const now = simulation.clock.now();
  return {
    id: simulation.ids.next("AbandonedCheckout"),
    token: newToken(),
    cartToken: cart.token,
    recoverKey: newToken(),
    email: null,
    phone: null,
    customerId: null,
    locale,
    lines: [],
    billingAddress: null,
    shippingAddress: null,
    discountCodes: [],
    note: null,
    attributes: {},
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    orderId: null,
    announced: false,
  };
}
