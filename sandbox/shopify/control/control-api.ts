import express from "express";
import type { Express, Request, Response } from "express";
import { forwardRejections } from "#sandbox/forward-rejections.ts";

import type { GraphqlEndpoint } from "../graphql/graphql-endpoint.ts";
import {
  changeScopes,
  installApp,
  redactShop,
  uninstallApp,
  updateShop,
} from "../happenings/install-app.ts";
import { loopbackPagesOnly } from "../http/loopback-only.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { checkoutRoutes } from "./checkout-routes.ts";
import { customerRoutes } from "./customer-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { productRoutes } from "./product-routes.ts";
import { Refusal } from "./route.ts";
import type { Routes } from "./route.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/**
 * `/_sandbox` on the API server: all that a person can do by hand in admin and storefront, for programs.
 * JSON in, JSON out; the shop is named by `?shop=` or the header `x-standin-shop`, else it is the main one.
 */
export function mountControlApi(
  app: Express,
  simulation: Simulation,
  graphql: GraphqlEndpoint,
): void {
  const router = forwardRejections(express.Router());
  router.use(loopbackPagesOnly, express.json({ limit: "5mb" }));
  const routes: Routes = {
    ...shopRoutes(simulation, graphql),
    ...customerRoutes(simulation),
    ...productRoutes(simulation),
    ...checkoutRoutes(simulation),
    ...orderRoutes(simulation),
    ...webhookRoutes(simulation),
  };
  for (const [route, handler] of Object.entries(routes)) {
    const [method, path] = route.split(" ") as [string, string];
    router[method.toLowerCase() as "get" | "post" | "put" | "delete"](
      path,
      async (request: Request, response: Response) => {
        try {
          const result = await handler(request, shopOf(simulation, request));
          response.json(result ?? { ok: true });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          response.status(error.status).json({ error: error.message });
        }
      },
    );
  }
  app.use("/_sandbox", router);
}

function shopOf(simulation: Simulation, request: Request): ShopState {
  const named = request.query.shop ?? request.get("x-standin-shop");
  const shop =
    typeof named === "string" ? simulation.shops.get(named) : [...simulation.shops.values()][0];
  if (!shop) throw new Refusal(404, "There is no such shop.");
  return shop;
}

function shopRoutes(simulation: Simulation, graphql: GraphqlEndpoint): Routes {
  return {
    "GET /shops": () =>
      [...simulation.shops.values()].map((shop) => describeShop(simulation, shop)),
    "GET /shop": (_request, shop) => describeShop(simulation, shop),
    "POST /shop": (request, shop) => updateShop(simulation, shop, request.body as object),
    "POST /shop/settings": (request, shop) => {
      Object.assign(shop.settings, request.body);
      return shop.settings;
    },
    "POST /app": (request) => {
      const { url } = request.body as { url?: string };
      if (!url) throw new Refusal(400, "url is missing.");
      simulation.app.url = url;
    },
    "POST /install": (_request, shop) => installApp(simulation, shop),
    "POST /uninstall": (_request, shop) => uninstallApp(simulation, shop),
    "POST /shop/redact": (_request, shop) => redactShop(simulation, shop),
    "POST /scopes": (request, shop) =>
      changeScopes(simulation, shop, (request.body as { scopes?: string[] }).scopes),
    "POST /tokens/expire": (_request, shop) => ({
      expired: simulation.tokens.expireAccess(shop.domain),
    }),
    "POST /tokens/revoke": (_request, shop) => simulation.tokens.revoke(shop.domain),
    "POST /throttle": (_request, shop) => graphql.bucketOf(shop).empty(),
  };
}

function describeShop(simulation: Simulation, shop: ShopState) {
  return {
    domain: shop.domain,
    id: shop.id,
    name: shop.name,
    email: shop.email,
    zone: shop.zone,
    currency: shop.currency,
    installation: shop.installation,
    settings: shop.settings,
    storefront: simulation.urls.storefronts.get(shop.domain),
  };
}
