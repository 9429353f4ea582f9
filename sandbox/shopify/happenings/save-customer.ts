import { findCustomerByEmail } from "../state/find.ts";
import { gid, newUuid } from "../state/ids.ts";
import { tokyoAddress } from "../state/seed-shop.ts";
import type { Customer, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import {
  customerDeletedPayload,
  customerPayload,
  customersMergedPayload,
} from "../webhooks/payloads/customer-payload.ts";

export type NewCustomer = {
  email: string | null;
  firstName?: string | null;
  lastName?: string | null;
  phone?: string | null;
  locale?: string;
  note?: string | null;
  state?: Customer["state"];
  withAddress?: boolean;
};

/** Makes a customer and tells the app. Returns `taken` when the e-mail address belongs to another. */
export function createCustomer(
  simulation: Simulation,
  shop: ShopState,
  input: NewCustomer,
): { kind: "created"; customer: Customer } | { kind: "taken"; customer: Customer } {
  const taken = input.email ? findCustomerByEmail(shop, input.email) : null;
  if (taken) return { kind: "taken", customer: taken };
  const now = simulation.clock.now();
  const { firstName = null, lastName = null } = input;
  const customer: Customer = {
    id: simulation.ids.next("Customer"),
    firstName,
    lastName,
    email: input.email,
    phone: input.phone ?? null,
    locale: input.locale ?? "ja",
    note: input.note ?? null,
    state: input.state ?? "enabled",
    verifiedEmail: input.state !== "disabled",
    tags: [],
    defaultAddress: input.withAddress
      ? tokyoAddress(firstName ?? "", lastName ?? "", simulation.ids.next("MailingAddress"))
      : null,
    createdAt: now,
    updatedAt: now,
  };
  shop.customers.set(customer.id, customer);
  simulation.webhooks.emit(shop, "customers/create", customerPayload(shop, customer));
  return { kind: "created", customer };
}

/** Changes a customer's facts and tells the app. */
export function updateCustomer(
  simulation: Simulation,
  shop: ShopState,
  customer: Customer,
  changes: Partial<Pick<Customer, "firstName" | "lastName" | "email" | "phone" | "note" | "state">>,
): void {
  Object.assign(customer, changes);
  customer.updatedAt = simulation.clock.now();
  simulation.webhooks.emit(shop, "customers/update", customerPayload(shop, customer));
}

/** Deletes a customer, whom Shopify lets go only without orders. */
export function deleteCustomer(
  simulation: Simulation,
  shop: ShopState,
  customer: Customer,
): { kind: "deleted" } | { kind: "has-orders" } {
  const hasOrders = [...shop.orders.values()].some((order) => order.customerId === customer.id);
  if (hasOrders) return { kind: "has-orders" };
  shop.customers.delete(customer.id);
  shop.metafields.delete(gid("Customer", customer.id));
  simulation.webhooks.emit(shop, "customers/delete", customerDeletedPayload(customer.id));
  return { kind: "deleted" };
}

/** Merges two customers: tags, orders and checkouts go to the kept one, the other is gone. */
export function mergeCustomers(
  simulation: Simulation,
  shop: ShopState,
  kept: Customer,
  gone: Customer,
): void {
  for (const purchase of [...shop.orders.values(), ...shop.checkouts.values()]) {
    if (purchase.customerId === gone.id) purchase.customerId = kept.id;
  }
  kept.tags = [...new Set([...kept.tags, ...gone.tags])];
  kept.email ??= gone.email;
  kept.phone ??= gone.phone;
  kept.updatedAt = simulation.clock.now();
  shop.customers.delete(gone.id);
  shop.metafields.delete(gid("Customer", gone.id));
  const eventId = newUuid();
  const payload = customersMergedPayload(kept.id, gone.id, simulation.ids.next("Job"));
  simulation.webhooks.emit(shop, "customers/merge", payload, { eventId });
  simulation.webhooks.emit(shop, "customers/update", customerPayload(shop, kept), { eventId });
  simulation.webhooks.emit(shop, "customers/delete", customerDeletedPayload(gone.id), { eventId });
}
