import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { storefrontOf } from "../simulation.ts";
import type { AdminSchema } from "./admin-schema.ts";

/** Whose data a query reads, and by which scopes. */
export type QueryContext = {
  simulation: Simulation;
  shop: ShopState;
  scopes: string[];
  storefront: string;
  admin: AdminSchema;
};

export function createQueryContext(
  simulation: Simulation,
  shop: ShopState,
  scopes: string[],
  admin: AdminSchema,
): QueryContext {
  return { simulation, shop, scopes, storefront: storefrontOf(simulation, shop), admin };
}

/** Orders older than 60 days are hidden from apps without read_all_orders, as Shopify hides them. */
export function isVisibleOrder(context: QueryContext, createdAt: number): boolean {
  const sixtyDays = 60 * 86_400_000;
  return (
    context.scopes.includes("read_all_orders") ||
    createdAt > context.simulation.clock.now() - sixtyDays
  );
}
