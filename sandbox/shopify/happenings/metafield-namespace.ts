import type { MetafieldDefinition, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";

/** `$app` and `$app:x` are the app's own namespaces; Shopify stores and returns them under the app's id. */
export const appNamespace = "app--330000000001";

export function resolveNamespace(namespace: string): string {
  if (namespace === "$app") return appNamespace;
  if (namespace.startsWith("$app:")) return `${appNamespace}--${namespace.slice(5)}`;
  return namespace;
}

/** Every definition of a shop: the toml's and those made through the Admin API. */
export function allDefinitions(simulation: Simulation, shop: ShopState): MetafieldDefinition[] {
  const declared = simulation.config().metafields.map((each, index) => ({
    id: 119_000_000_000 + index,
    namespace: appNamespace,
    ...each,
  }));
  return [...declared, ...shop.metafieldDefinitions];
}

export function findDefinition(
  simulation: Simulation,
  shop: ShopState,
  wanted: { namespace: string; key: string; ownerType: string },
): MetafieldDefinition | null {
  return (
    allDefinitions(simulation, shop).find(
      (each) =>
        each.namespace === wanted.namespace &&
        each.key === wanted.key &&
        each.ownerType === wanted.ownerType,
    ) ?? null
  );
}
