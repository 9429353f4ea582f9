import type { Checkout } from "../state/purchases.ts";
import type { ShopState } from "../state/shop-state.ts";
import { storefrontOf } from "../simulation.ts";
import type { Simulation } from "../simulation.ts";
import { checkoutPayload } from "../webhooks/payloads/checkout-payload.ts";

/** checkouts/create the first time that there is an address to write to, checkouts/update from then on. */
export function announceCheckout(
  simulation: Simulation,
  shop: ShopState,
  checkout: Checkout,
  eventId?: string,
): void {
  if (!checkout.email && !checkout.phone) return;
  const topic = checkout.announced ? "checkouts/update" : "checkouts/create";
  checkout.announced = true;
  simulation.webhooks.emit(shop, topic, payloadOf(simulation, shop, checkout), { eventId });
}

/** The payload of checkouts/create and checkouts/update as things stand. */
export function payloadOf(simulation: Simulation, shop: ShopState, checkout: Checkout) {
  const customer =
    checkout.customerId === null ? null : (shop.customers.get(checkout.customerId) ?? null);
  return checkoutPayload(shop, checkout, customer, storefrontOf(simulation, shop));
}
