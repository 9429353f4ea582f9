import express from "express";
import type { NextFunction, Request, Response } from "express";
import { forwardRejections } from "#sandbox/forward-rejections.ts";

import { findFile } from "../bulk/bulk-operations.ts";
import { createGraphqlEndpoint } from "../graphql/graphql-endpoint.ts";
import type { GraphqlEndpoint } from "../graphql/graphql-endpoint.ts";
import { accessTokenEndpoint } from "../oauth/access-token-endpoint.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { injectFault } from "./inject-fault.ts";
import { logRequest } from "./log-request.ts";
import { loopbackNameOnly } from "./loopback-only.ts";

type ShopHandler = (request: Request, response: Response, shop: ShopState) => Promise<void>;

/**
 * What an app reaches server to server as `https://{shop}/…`. The shop is named by the header `x-standin-shop`, since
 * the request itself goes to loopback.
 */
export function createApiApp(simulation: Simulation): {
  app: express.Express;
  graphql: GraphqlEndpoint;
} {
  const app = forwardRejections(express());
  app.disable("x-powered-by");
  app.use(loopbackNameOnly);
  const graphql = createGraphqlEndpoint(simulation);
  const log = logRequest(simulation, { from: "app", to: "shopify" });

  const ofShop = (handler: ShopHandler) => async (request: Request, response: Response) => {
    const shop = simulation.shops.get(request.get("x-standin-shop") ?? "");
    if (!shop) {
      response.status(404).json({ errors: "Not Found" });
      return;
    }
    await handler(request, response, shop);
  };

  app.post(
    "/admin/oauth/access_token",
    log,
    injectFault(simulation, "POST /admin/oauth/access_token"),
    express.json(),
    express.urlencoded({ extended: false }),
    ofShop(accessTokenEndpoint(simulation)),
  );
  app.post(
    "/admin/api/:version/graphql.json",
    log,
    injectFault(simulation, "POST /admin/api/graphql.json"),
    express.json({ limit: "5mb" }),
    ofShop((request, response, shop) => graphql.handle(request, response, shop)),
  );
  // Shopify keeps results of bulk operations elsewhere, behind addresses that are the key.
  app.get("/bulk-results/:id/:key.jsonl", log, (request, response) => {
    const { id, key } = request.params;
    const file = findFile(simulation, Number(id), String(key));
    if (file) response.type("application/jsonl").send(file);
    else
      response.status(403).type("application/xml").send("<Error><Code>ExpiredToken</Code></Error>");
  });
  return { app, graphql };
}

/** Answers for what no route took, and for what a route threw: a fault of the stand-in is told in full. */
export function closeApp(app: express.Express): void {
  app.use((_request, response) => {
    response.status(404).json({ errors: "Not Found" });
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (response.headersSent) return;
    const isBadBody = error instanceof SyntaxError && "body" in error;
    if (isBadBody) {
      response.status(400).json({ errors: "Bad Request" });
      return;
    }
    console.error(error);
    response.status(500).json({ errors: error instanceof Error ? error.message : String(error) });
  });
}
