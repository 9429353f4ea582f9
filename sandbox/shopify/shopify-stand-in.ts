import type { SandboxClock } from "#sandbox/clock.ts";
import type { Faults } from "#sandbox/faults.ts";
import type { RequestLog } from "#sandbox/request-log.ts";

import { createAdminApp } from "./admin/admin-server.ts";
import { mountControlApi } from "./control/control-api.ts";
import { installApp } from "./happenings/install-app.ts";
import { closeApp, createApiApp } from "./http/api-server.ts";
import { listen } from "./http/listen.ts";
import type { Listening } from "./http/listen.ts";
import { createTokenStore } from "./oauth/token-store.ts";
import type { AppRegistration, Simulation } from "./simulation.ts";
import { createSchedule } from "./state/schedule.ts";
import { createIds } from "./state/ids.ts";
import { seedShop } from "./state/seed-shop.ts";
import type { ShopState } from "./state/shop-state.ts";
import { createStorefrontApp } from "./storefront/storefront-server.ts";
import { readAppConfig } from "./webhooks/app-config.ts";
import { createWebhookSender } from "./webhooks/webhook-sender.ts";

export type ShopifyStandInOptions = {
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  app: AppRegistration;
  /** The first shop is the main one. Each has an online store on a port of its own. */
  shops?: { domain: string; name: string; installed?: boolean }[];
  /** Fixed ports; a free one where absent. `storefront` is the first shop's. */
  ports?: { api?: number; admin?: number; storefront?: number };
};

export type ShopifyStandIn = {
  urls: {
    /** What `https://{shop}` is for the app's server; requests name the shop in `x-standin-shop`. */
    api: string;
    admin: string;
    /** The main shop's online store. */
    storefront: string;
    /** Every shop's online store, by its myshopify.com domain. */
    storefronts: Record<string, string>;
  };
  /** The state itself, for programs in the same process; the same over HTTP is under `{api}/_sandbox`. */
  simulation: Simulation;
  shop(domain?: string): ShopState;
  /** Tells the stand-in where the app listens, once that is known. */
  setAppUrl(url: string): void;
  /** Resolves when every webhook on its way has been answered once. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const defaultShops: NonNullable<ShopifyStandInOptions["shops"]> = [
  { domain: "musubi-sandbox.myshopify.com", name: "結び堂" },
];

/**
 * Starts a Shopify of one's own on loopback. Throws when a port is taken, and when the app's toml says what Shopify
 * would refuse to deploy.
 */
export async function createShopifyStandIn(
  options: ShopifyStandInOptions,
): Promise<ShopifyStandIn> {
  const { clock, faults, requests, app, ports = {} } = options;
  const config = () => readAppConfig(app.tomlPath);
  config();
  const ids = createIds();
  const schedule = createSchedule(clock);
  const simulation: Simulation = {
    clock,
    faults,
    requests,
    app,
    config,
    ids,
    shops: new Map(),
    tokens: createTokenStore(),
    webhooks: createWebhookSender({ clock, faults, requests, app, config }),
    urls: { api: "", admin: "", storefronts: new Map() },
    schedule: (at, run) => schedule.add(at, run),
  };
  const listeners: Listening[] = [];
  const open = async (server: Parameters<typeof listen>[0], port: number | undefined) => {
    const listening = await listen(server, port ?? 0);
    listeners.push(listening);
    return listening.port;
  };

  const seeds = options.shops ?? defaultShops;
  for (const [index, seed] of seeds.entries()) {
    const shop = seedShop({ ...seed, now: clock.now(), ids });
    simulation.shops.set(shop.domain, shop);
    if (seed.installed ?? true) installApp(simulation, shop);
    const storefront = createStorefrontApp(simulation, shop);
    const port = await open(storefront, index === 0 ? ports.storefront : undefined);
    simulation.urls.storefronts.set(shop.domain, `http://localhost:${port}`);
  }
  const api = createApiApp(simulation);
  mountControlApi(api.app, simulation, api.graphql);
  closeApp(api.app);
  simulation.urls.api = `http://127.0.0.1:${await open(api.app, ports.api)}`;
  simulation.urls.admin = `http://localhost:${await open(createAdminApp(simulation), ports.admin)}`;

  const main = seeds[0]!.domain;
  const shopOf = (domain = main): ShopState => {
    const shop = simulation.shops.get(domain);
    if (!shop) throw new Error(`The stand-in has no shop ${domain}.`);
    return shop;
  };
  return {
    urls: {
      api: simulation.urls.api,
      admin: simulation.urls.admin,
      storefront: simulation.urls.storefronts.get(main)!,
      storefronts: Object.fromEntries(simulation.urls.storefronts),
    },
    simulation,
    shop: shopOf,
    setAppUrl: (url) => {
      app.url = url;
    },
    settled: () => simulation.webhooks.settled(),
    async close() {
      schedule.close();
      simulation.webhooks.close();
      await Promise.all(listeners.map((each) => each.close()));
    },
  };
}
