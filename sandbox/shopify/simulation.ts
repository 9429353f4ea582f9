import type { SandboxClock } from "#sandbox/clock.ts";
import type { Faults } from "#sandbox/faults.ts";
import type { RequestLog } from "#sandbox/request-log.ts";

import type { TokenStore } from "./oauth/token-store.ts";
import type { Ids } from "./state/ids.ts";
import type { ShopState } from "./state/shop-state.ts";
import type { AppConfig } from "./webhooks/app-config.ts";
import type { WebhookSender } from "./webhooks/webhook-sender.ts";

/** The app as registered with Shopify. `url` may become known only after the stand-in has started. */
export type AppRegistration = {
  apiKey: string;
  apiSecret: string;
  url: string | null;
  /** Path of `shopify.app.toml`, read anew at each use: saving it is deploying it. */
  tomlPath: string;
  /** Folder that holds the app's extensions, one folder each; null when it has none. */
  extensionsDir: string | null;
};

/** All that the stand-in's parts share. */
export type Simulation = {
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  app: AppRegistration;
  config: () => AppConfig;
  shops: Map<string, ShopState>;
  ids: Ids;
  tokens: TokenStore;
  webhooks: WebhookSender;
  /** Origins on loopback; a shop's storefront is known once its server listens. */
  urls: { api: string; admin: string; storefronts: Map<string, string> };
  /** Happenings on the sandbox clock that are still to come, such as shop/redact 48 h after an uninstall. */
  schedule(at: number, run: () => void): void;
};

/** The origin of a shop's online store. */
export function storefrontOf(simulation: Simulation, shop: ShopState): string {
  const origin = simulation.urls.storefronts.get(shop.domain);
  if (!origin) throw new Error(`${shop.domain} has no storefront yet.`);
  return origin;
}
