import { findCustomerByEmail } from "../state/find.ts";
import type { CartLine, Checkout } from "../state/purchases.ts";
import type { Address, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { checkoutDeletedPayload } from "../webhooks/payloads/checkout-payload.ts";
import { announceCheckout } from "./announce-checkout.ts";
import { purchaseLines } from "./checkout-lines.ts";
import { createCustomer } from "./save-customer.ts";

export type CheckoutChanges = {
  email?: string;
  phone?: string;
  address?: Address;
  /** The whole new list of lines; an empty one empties the checkout. */
  lines?: CartLine[];
  discountCodes?: string[];
  note?: string | null;
};

/**
 * Changes an open checkout and tells the app. The first e-mail address or phone number announces it and, as on
 * Shopify, makes the guest a customer without an account.
 */
export function updateCheckout(
  simulation: Simulation,
  shop: ShopState,
  checkout: Checkout,
  changes: CheckoutChanges,
): { kind: "updated" } | { kind: "completed" } {
  if (checkout.completedAt !== null) return { kind: "completed" };
  if (changes.email !== undefined) checkout.email = changes.email;
  if (changes.phone !== undefined) checkout.phone = changes.phone;
  if (changes.address) {
    checkout.shippingAddress = changes.address;
    checkout.billingAddress = changes.address;
  }
  if (changes.lines) checkout.lines = purchaseLines(simulation, shop, changes.lines);
  if (changes.discountCodes) checkout.discountCodes = changes.discountCodes;
  if (changes.note !== undefined) checkout.note = changes.note;
  if (checkout.customerId === null && checkout.email) {
    checkout.customerId = guestOf(simulation, shop, checkout, checkout.email);
  }
  checkout.updatedAt = simulation.clock.now();
  announceCheckout(simulation, shop, checkout);
  return { kind: "updated" };
}

function guestOf(
  simulation: Simulation,
  shop: ShopState,
  checkout: Checkout,
  email: string,
): number {
  const known = findCustomerByEmail(shop, email);
  if (known) return known.id;
  const { shippingAddress } = checkout;
  const { customer } = createCustomer(simulation, shop, {
    email,
    phone: checkout.phone,
    firstName: shippingAddress?.firstName ?? null,
    lastName: shippingAddress?.lastName ?? null,
    locale: checkout.locale,
    state: "disabled",
  });
  return customer.id;
}

/** Takes a checkout away, as Shopify does with old ones, and tells the app. */
export function deleteCheckout(simulation: Simulation, shop: ShopState, checkout: Checkout): void {
  shop.checkouts.delete(checkout.token);
  if (!checkout.announced) return;
  simulation.webhooks.emit(shop, "checkouts/delete", checkoutDeletedPayload(shop, checkout));
}
