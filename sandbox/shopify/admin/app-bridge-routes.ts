import type { Express } from "express";

import { createSessionToken } from "../oauth/session-token.ts";
import { gid } from "../state/ids.ts";
import type { ShopState } from "../state/shop-state.ts";
import { isAvailable } from "../state/find.ts";
import { readThemeExtensions } from "../storefront/theme-extension.ts";
import type { Simulation } from "../simulation.ts";
import { shopOfRequest } from "./page-context.ts";

/** What the host page's script asks the admin for, on the app's behalf. */
export function mountAppBridgeRoutes(app: Express, simulation: Simulation): void {
  const answers: Record<string, (shop: ShopState) => unknown> = {
    "session-token": async (shop) => ({ token: await createSessionToken(simulation, shop) }),
    user: ({ staff }) => ({
      id: staff.id,
      firstName: staff.firstName,
      lastName: staff.lastName,
      accountAccess: "full",
    }),
    scopes: (shop) => ({
      granted: shop.installation?.scopes ?? [],
      required: simulation.config().scopes,
      optional: [],
    }),
    extensions: (shop) => themeExtensions(simulation, shop),
  };
  app.post("/store/:store/app-bridge/:what", async (request, response, next) => {
    const shop = shopOfRequest(simulation, request);
    const answer = answers[request.params.what];
    if (!shop?.installation || !answer) {
      next();
      return;
    }
    response.set("cache-control", "no-store").json(await answer(shop));
  });
  app.get("/store/:store/products.json", (request, response, next) => {
    const shop = shopOfRequest(simulation, request);
    if (shop) response.json(pickable(shop));
    else next();
  });
}

/** `shopify.app.extensions()`: which blocks and embeds the merchant has placed. */
function themeExtensions(simulation: Simulation, shop: ShopState) {
  return readThemeExtensions(simulation.app.extensionsDir).map((extension) => ({
    handle: extension.handle,
    type: "theme_app_extension",
    activations: extension.blocks.map((block) => {
      const isActive = !shop.settings.hiddenBlocks.includes(block.handle);
      return {
        handle: block.handle,
        name: block.name,
        target: block.target,
        status: isActive ? "active" : "available",
        activations: isActive
          ? [{ target: "template--index/main", themeId: gid("OnlineStoreTheme", 1) }]
          : [],
      };
    }),
  }));
}

/** Products in the shape of the resource picker's selection. */
function pickable(shop: ShopState) {
  return [...shop.products.values()].map((product) => ({
    id: gid("Product", product.id),
    title: product.title,
    handle: product.handle,
    status: product.status,
    productType: product.productType,
    vendor: product.vendor,
    images: [],
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.stock, 0),
    variants: product.variants.map((variant) => ({
      id: gid("ProductVariant", variant.id),
      title: variant.title,
      displayName: `${product.title} - ${variant.title}`,
      price: String(variant.price),
      sku: variant.sku,
      availableForSale: isAvailable(variant),
      product: { id: gid("Product", product.id) },
    })),
  }));
}
