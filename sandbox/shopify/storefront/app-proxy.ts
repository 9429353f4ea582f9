import express from "express";
import type { Request, Response } from "express";
import { forwardRejections } from "#sandbox/forward-rejections.ts";

import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { injectFault } from "../http/inject-fault.ts";
import { signedQuery } from "./proxy-signature.ts";
import type { ThemePages } from "./theme-pages.ts";
import type { Visits } from "./visits.ts";

/** Headers of one connection, and cookies, which Shopify strips in both directions. */
const keptBack = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "cookie",
  "host",
  "keep-alive",
  "set-cookie",
  "transfer-encoding",
  "upgrade",
]);

/**
 * `/{prefix}/{subpath}/…` → the app, signed. The method and the body's bytes go through unchanged; an answer of
 * `application/liquid` is rendered inside the theme; redirects are the browser's to follow.
 */
export function mountAppProxy(
  app: express.Express,
  simulation: Simulation,
  shop: ShopState,
  visits: Visits,
  pages: ThemePages,
): void {
  const prefixOf = (): string | null => {
    const { proxy } = simulation.config();
    return proxy ? `/${proxy.prefix}/${proxy.subpath}` : null;
  };
  const proxied = forwardRejections(express.Router());
  proxied.use(
    injectFault(simulation, "app-proxy"),
    express.raw({ type: () => true, limit: "10mb" }),
    async (request: Request, response: Response) => {
      const { proxy } = simulation.config();
      const prefix = prefixOf();
      if (!proxy || !prefix || !shop.installation || !simulation.app.url) {
        response.status(404).send(await pages.notFound(request, response));
        return;
      }
      const base = new URL(proxy.url, simulation.app.url);
      const target = new URL(base.href.replace(/\/$/, "") + request.path.slice(prefix.length));
      target.search = signedQuery(
        new URL(request.originalUrl, "http://visitor").searchParams,
        {
          shop: shop.domain,
          customerId: visits.of(request, response).customerId,
          pathPrefix: prefix,
        },
        simulation.app.apiSecret,
        shop.settings.proxyForwardsDuplicates,
      ).toString();
      const answer = await forward(simulation, request, target);
      if (answer) await hand(request, response, answer, pages);
      else response.status(502).send(await pages.notFound(request, response));
    },
  );
  app.use((request, response, next) => {
    const prefix = prefixOf();
    if (prefix && (request.path === prefix || request.path.startsWith(`${prefix}/`))) {
      proxied(request, response, next);
    } else {
      next();
    }
  });
}

async function forward(
  simulation: Simulation,
  request: Request,
  target: URL,
): Promise<globalThis.Response | null> {
  const at = Date.now();
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (keptBack.has(name) || value === undefined) continue;
    headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  headers.set("x-forwarded-for", request.socket.remoteAddress ?? "127.0.0.1");
  headers.set("x-forwarded-host", request.get("host") ?? "");
  const log = (status: number) =>
    simulation.requests.add({
      at,
      from: "shopify",
      to: "app",
      method: request.method,
      path: target.pathname,
      status,
      ms: Date.now() - at,
      note: "app proxy",
    });
  try {
    const body = request.body as unknown;
    const answer = await fetch(target, {
      method: request.method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
      ...(Buffer.isBuffer(body) && body.length > 0 && { body: new Uint8Array(body) }),
    });
    log(answer.status);
    return answer;
  } catch (error) {
    log(0);
    console.error("The app did not answer through the app proxy:", error);
    return null;
  }
}

async function hand(
  request: Request,
  response: Response,
  answer: globalThis.Response,
  pages: ThemePages,
): Promise<void> {
  answer.headers.forEach((value, name) => {
    if (!keptBack.has(name)) response.setHeader(name, value);
  });
  response.status(answer.status);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.headers.get("content-type")?.startsWith("application/liquid")) {
    response.type("html");
    response.send(await pages.liquid(request, response, bytes.toString("utf8")));
    return;
  }
  response.end(bytes);
}
