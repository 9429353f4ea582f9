import type { Customer, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import {
  customerRedactPayload,
  dataRequestPayload,
} from "../webhooks/payloads/customer-payload.ts";

/** A customer asks what is stored of them. */
export function requestData(simulation: Simulation, shop: ShopState, customer: Customer): void {
  const id = simulation.ids.next("DataRequest");
  const payload = dataRequestPayload(shop, customer, ordersOf(shop, customer), id);
  simulation.webhooks.emit(shop, "customers/data_request", payload);
}

/**
 * A customer's personal data is to be erased. Shopify waits ten days (six months after an order) before it tells the
 * apps; the stand-in tells at once.
 */
export function redactCustomer(simulation: Simulation, shop: ShopState, customer: Customer): void {
  const payload = customerRedactPayload(shop, customer, ordersOf(shop, customer));
  simulation.webhooks.emit(shop, "customers/redact", payload);
}

const ordersOf = (shop: ShopState, customer: Customer): number[] =>
  [...shop.orders.values()]
    .filter((order) => order.customerId === customer.id)
    .map((order) => order.id);
