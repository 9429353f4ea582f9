import type { Simulation } from "../simulation.ts";
import { gid } from "../state/ids.ts";
import type { Customer, ShopState } from "../state/shop-state.ts";
import { customerPayload } from "../webhooks/payloads/customer-payload.ts";
import { deleteMetafields, setMetafields } from "./set-metafields.ts";
import type { MetafieldError } from "./set-metafields.ts";

/** Another app, or a person in the admin, sets and deletes metafields of a customer, who counts as changed by it. */
export function changeMetafields(
  simulation: Simulation,
  shop: ShopState,
  customer: Customer,
  changes: {
    set: { namespace: string; key: string; type?: string; value: string }[];
    remove: { namespace: string; key: string }[];
  },
): MetafieldError[] {
  const ownerId = gid("Customer", customer.id);
  const own = <T extends object>(metafield: T) => ({ ...metafield, ownerId });
  if (changes.set.length) {
    const outcome = setMetafields(simulation, shop, changes.set.map(own));
    if (outcome.kind === "refused") return outcome.errors;
  }
  deleteMetafields(shop, changes.remove.map(own));
  customer.updatedAt = simulation.clock.now();
  simulation.webhooks.emit(shop, "customers/update", customerPayload(shop, customer));
  return [];
}
