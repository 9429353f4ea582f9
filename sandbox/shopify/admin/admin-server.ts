import { fileURLToPath } from "node:url";

import express from "express";
import type { Request, Response } from "express";
import { forwardRejections } from "#sandbox/forward-rejections.ts";

import { changeScopes } from "../happenings/install-app.ts";
import { closeApp } from "../http/api-server.ts";
import { serveFonts } from "../http/fonts.ts";
import { html } from "../http/html.ts";
import { logRequest } from "../http/log-request.ts";
import { loopbackNameOnly } from "../http/loopback-only.ts";
import type { Simulation } from "../simulation.ts";
import { mountExtensionHost } from "../ui-extensions/extension-frames.ts";
import { mountAdminActions } from "./admin-actions.ts";
import type { Shell } from "./admin-shell.ts";
import { mountAppBridgeRoutes } from "./app-bridge-routes.ts";
import { appPage } from "./app-page.ts";
import { createBrowserBundle } from "./browser-bundle.ts";
import { shellOf, shopOfRequest } from "./page-context.ts";
import { appsPage, installPage, productsPage, themePage } from "./pages/app-pages.ts";
import { customerExtensions } from "./customer-extensions.ts";
import { customerPage, customersPage } from "./pages/customer-pages.ts";
import { checkoutsPage, orderPage, ordersPage } from "./pages/order-pages.ts";
import { card, page } from "./pages/page.ts";

type Draw = (shell: Shell, request: Request) => string | null | Promise<string | null>;

/** The admin host: it embeds the app, serves App Bridge, and has a few pages of Shopify's own to do things by hand. */
export function createAdminApp(simulation: Simulation): express.Express {
  const app = forwardRejections(express());
  app.disable("x-powered-by");
  app.use(loopbackNameOnly);
  const scripts = {
    "/app-bridge.js": createBrowserBundle(new URL("../app-bridge/app-bridge.ts", import.meta.url)),
    "/assets/host.js": createBrowserBundle(new URL("browser/host.ts", import.meta.url)),
    "/assets/admin.js": createBrowserBundle(new URL("browser/admin-menu.ts", import.meta.url)),
  };
  for (const [path, bundle] of Object.entries(scripts)) {
    app.get(path, async (_request, response) => {
      response.type("js").send(await bundle());
    });
  }
  mountExtensionHost(app);
  app.use("/fonts", serveFonts());
  app.get("/assets/admin.css", (_request, response) => {
    response.sendFile(fileURLToPath(new URL("assets.css", import.meta.url)));
  });
  app.use(logRequest(simulation, { from: "browser", to: "shopify" }));
  app.use(refuseOtherOrigins);

  const main = () => [...simulation.shops.values()][0]!.domain.split(".")[0]!;
  app.get("/", (_request, response) => {
    response.redirect(303, `/store/${main()}/apps/${simulation.app.apiKey}`);
  });
  app.get("/store/:store", (request, response) => {
    response.redirect(303, `${request.path.replace(/\/$/, "")}/apps`);
  });

  const draw = (path: string | string[], render: Draw) =>
    app.get(path, async (request: Request, response: Response, next) => {
      const shop = shopOfRequest(simulation, request);
      if (!shop) {
        next();
        return;
      }
      const content = await render(shellOf(simulation, shop, request, response), request);
      if (content === null) next();
      else response.send(content);
    });
  draw("/store/:store/customers", (shell) => customersPage(shell));
  draw("/store/:store/customers/:id", async (shell, request) => {
    const customer = shell.shop.customers.get(Number(request.params.id));
    const notice = request.query.notice === "has-orders" ? shell.words.hasOrders : null;
    if (!customer) return null;
    const extensions = await customerExtensions(simulation, shell, customer.id);
    return customerPage(shell, customer, notice, extensions);
  });
  draw("/store/:store/orders", (shell) => ordersPage(shell));
  draw("/store/:store/orders/:id", (shell, request) => {
    const order = shell.shop.orders.get(Number(request.params.id));
    return order ? orderPage(shell, order) : null;
  });
  draw("/store/:store/checkouts", (shell) => checkoutsPage(shell));
  draw("/store/:store/products", (shell) => productsPage(shell));
  draw("/store/:store/themes/current/editor", (shell) => themePage(simulation, shell));
  draw("/store/:store/apps", (shell) => appsPage(simulation, shell));
  draw(["/store/:store/apps/:app", "/store/:store/apps/:app/*"], (shell, request) => {
    if (request.params.app !== simulation.app.apiKey) return null;
    if (!shell.shop.installation) return installPage(simulation, shell);
    // Opening the app takes over what a deploy has changed.
    changeScopes(simulation, shell.shop);
    const query = new URL(request.originalUrl, "http://admin").searchParams;
    query.delete("locale");
    const search = query.size > 0 ? `?${query.toString()}` : "";
    return appPage(
      simulation,
      shell,
      `${request.path.slice(shell.appPath.length) || "/"}${search}`,
    );
  });
  mountAppBridgeRoutes(app, simulation);
  mountAdminActions(app, simulation);
  draw("/store/:store/*", (shell) =>
    page(shell, "404", [card(html`<p>${shell.words.notFound}</p>`)]),
  );
  closeApp(app);
  return app;
}

/** Nothing in the admin asks who you are, so no other site's page may act in it. */
function refuseOtherOrigins(
  request: Request,
  response: Response,
  next: express.NextFunction,
): void {
  const origin = request.get("origin");
  if (request.method !== "GET" && origin && origin !== `http://${request.get("host")}`) {
    response.status(403).json({ errors: "Forbidden" });
    return;
  }
  next();
}
