import { join } from "node:path";
import { fileURLToPath } from "node:url";

import express from "express";
import { forwardRejections } from "#sandbox/forward-rejections.ts";

import { mountCustomerAccounts } from "../customer-accounts/account-pages.ts";
import { closeApp } from "../http/api-server.ts";
import { serveFonts } from "../http/fonts.ts";
import { logRequest } from "../http/log-request.ts";
import { loopbackNameOnly } from "../http/loopback-only.ts";
import { findProductByHandle } from "../state/find.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { mountAccount } from "./account-routes.ts";
import { mountAppProxy } from "./app-proxy.ts";
import { mountCart } from "./cart-routes.ts";
import { mountCheckout } from "./checkout/checkout-routes.ts";
import { productDrop } from "./liquid-scope.ts";
import { createProductImages } from "./product-images.ts";
import { readThemeExtensions } from "./theme-extension.ts";
import { createThemePages } from "./theme-pages.ts";
import { createVisits } from "./visits.ts";

/** One shop's online store: theme pages, cart, customer accounts, checkout, and the app behind the app proxy. */
export function createStorefrontApp(simulation: Simulation, shop: ShopState): express.Express {
  const app = forwardRejections(express());
  app.disable("x-powered-by");
  app.use(loopbackNameOnly);
  const visits = createVisits(shop);
  const pages = createThemePages(simulation, shop, visits);
  const images = createProductImages();

  app.use("/cdn/fonts", serveFonts());
  app.use(
    "/cdn/theme",
    express.static(fileURLToPath(new URL("theme/assets", import.meta.url)), { index: false }),
  );
  app.get("/cdn/shop/files/:file", async (request, response, next) => {
    const picture = await images.of(request.params.file);
    if (!picture) {
      next();
      return;
    }
    response.type("jpeg").set("cache-control", "public, max-age=86400").send(picture);
  });
  app.get("/cdn/extensions/:handle/assets/:file", (request, response, next) => {
    const { handle, file } = request.params;
    const extension = readThemeExtensions(simulation.app.extensionsDir).find(
      (each) => each.handle === handle,
    );
    if (!extension || !shop.installation) {
      next();
      return;
    }
    response.sendFile(file, { root: join(extension.folder, "assets") }, (error) => {
      if (error) next();
    });
  });

  app.use(logRequest(simulation, { from: "browser", to: "shopify" }));
  mountAppProxy(app, simulation, shop, visits, pages);
  app.get(["/", "/collections/all"], async (request, response) => {
    const products = [...shop.products.values()]
      .filter((product) => product.status === "ACTIVE")
      .map(productDrop);
    response.send(await pages.page(request, response, "index", { products }));
  });
  app.get("/products/:handle", async (request, response, next) => {
    const product = findProductByHandle(shop, request.params.handle);
    if (!product || product.status !== "ACTIVE") {
      next();
      return;
    }
    const drop = productDrop(product);
    const asked = drop.variants.find((each) => String(each.id) === request.query.variant);
    const selected = asked ?? drop.selected_or_first_available_variant;
    const more = { product: drop, selected, page_title: product.title };
    response.send(await pages.page(request, response, "product", more));
  });
  mountCart(app, simulation, shop, visits, pages);
  mountAccount(app, simulation, shop, visits, pages);
  mountCheckout(app, simulation, shop, visits, pages);
  mountCustomerAccounts(app, simulation, shop, visits);
  app.use(async (request, response) => {
    response.status(404).send(await pages.notFound(request, response));
  });
  closeApp(app);
  return app;
}
