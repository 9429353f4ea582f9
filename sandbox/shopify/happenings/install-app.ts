import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import {
  scopesUpdatePayload,
  shopPayload,
  shopRedactPayload,
} from "../webhooks/payloads/shop-payload.ts";

/** Shopify asks for a shop's data to be erased 48 hours after the uninstall. */
const shopRedactAfterMs = 48 * 3_600_000;

/** Installs the app, granting the scopes of its toml, as Shopify's managed installation does. */
export function installApp(simulation: Simulation, shop: ShopState): void {
  if (shop.installation) return;
  shop.installation = {
    id: simulation.ids.next("AppInstallation"),
    scopes: simulation.config().scopes,
    installedAt: simulation.clock.now(),
  };
}

/** Uninstalls the app: every token dies, app/uninstalled goes out, shop/redact follows in 48 h of sandbox time. */
export function uninstallApp(simulation: Simulation, shop: ShopState): void {
  if (!shop.installation) return;
  shop.installation = null;
  simulation.tokens.revoke(shop.domain);
  simulation.webhooks.emit(shop, "app/uninstalled", shopPayload(shop));
  simulation.schedule(simulation.clock.now() + shopRedactAfterMs, () => {
    if (!shop.installation) redactShop(simulation, shop);
  });
}

export function redactShop(simulation: Simulation, shop: ShopState): void {
  simulation.webhooks.emit(shop, "shop/redact", shopRedactPayload(shop));
}

/**
 * Grants other scopes and tells the app; without `scopes`, those of the toml, which is what a merchant who opens the
 * app after a deploy gets. Nothing happens when they are the same.
 */
export function changeScopes(simulation: Simulation, shop: ShopState, scopes?: string[]): void {
  if (!shop.installation) return;
  const previous = shop.installation.scopes;
  const current = scopes ?? simulation.config().scopes;
  if ([...previous].sort().join() === [...current].sort().join()) return;
  shop.installation.scopes = current;
  const at = simulation.clock.now();
  const payload = scopesUpdatePayload(shop, shop.installation.id, previous, current, at);
  simulation.webhooks.emit(shop, "app/scopes_update", payload);
}

/** Changes the shop's own facts and tells the app. */
export function updateShop(
  simulation: Simulation,
  shop: ShopState,
  changes: Partial<Pick<ShopState, "name" | "email" | "phone" | "zone">>,
): void {
  Object.assign(shop, changes);
  shop.updatedAt = simulation.clock.now();
  simulation.webhooks.emit(shop, "shop/update", shopPayload(shop));
}
