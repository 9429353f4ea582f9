import { randomUUID } from "node:crypto";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { Doors } from "./doors.server.ts";
import { MAX_FILE_BYTES } from "./imports/import-stage.ts";
import { isSameSecret } from "./platform/crypto.server.ts";
import { loggedPath } from "./platform/logged-path.ts";
import { FORM_LIMIT } from "./platform/read-form.server.ts";

type Options = {
  handleRequest: RequestHandler;
  isReady: () => Promise<boolean>;
  log: Doors["log"];
  /** The operator's numbers, for whoever shows the token. Without it there is no such page. */
  metrics?: { token: string; read: Doors["readMetrics"] };
  /** False for a process of ROLE=worker, which answers health checks and `/metrics` only. */
  servesPages: boolean;
};

/** Health checks, the browser's files, and Remix. */
export function createPages({ handleRequest, isReady, log, metrics, servesPages }: Options) {
  const app = express();
  app.disable("x-powered-by");
  // One proxy in front ends TLS; its word on the protocol counts.
  app.set("trust proxy", 1);
  app.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  app.get("/readyz", async (_request, response) => {
    const ready = await isReady();
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "unavailable" });
  });
  app.get("/metrics", answerMetrics(metrics));
  if (!servesPages) return app;

  app.use((request, response, next) => {
    const requestId = request.get("x-request-id")?.match(/^[\w-]{1,64}$/)?.[0] ?? randomUUID();
    const startedAt = performance.now();
    response.setHeader("x-request-id", requestId);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.on("finish", () => {
      const { method } = request;
      const path = loggedPath(request.originalUrl);
      if (path.startsWith("/assets/")) return;
      const ms = Math.round(performance.now() - startedAt);
      log.info({ requestId, method, path, status: response.statusCode, ms }, "request");
    });
    next();
  });
  app.use(refuseMethod, refuseLarge);
  app.use(compression());
  // Vite names these files by their content.
  app.use(
    "/assets",
    express.static("build/client/assets", { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  app.use(express.static("build/client", { maxAge: "1h" }));
  app.all("*", handleRequest);
  app.use(answerError(log));
  return app;
}

/**
 * What pages are asked by. Remix would run an action for PUT, PATCH and DELETE as for POST, and a resource's loader for
 * OPTIONS as for GET; nobody asks from another origin but extensions.
 */
const METHODS = ["GET", "HEAD", "POST"];

/** Extensions inside Shopify's pages ask here from another origin, and their browser asks before whether they may. */
const ASKED_FROM_OUTSIDE = "/api/";

const refuseMethod: RequestHandler = (request, response, next) => {
  const { method, path } = request;
  if (METHODS.includes(method) || (method === "OPTIONS" && path.startsWith(ASKED_FROM_OUTSIDE))) {
    return next();
  }
  response.set("allow", METHODS.join(", ")).sendStatus(405);
};

/** In Prometheus' format. The token is compared in constant time. */
function answerMetrics(metrics: Options["metrics"]): RequestHandler {
  return (request, response, next) => {
    if (!metrics) return void response.sendStatus(404);
    if (!isSameSecret(request.get("authorization") ?? "", `Bearer ${metrics.token}`)) {
      return void response.set("www-authenticate", "Bearer").sendStatus(401);
    }
    metrics.read().then(({ contentType, text }) => {
      response.set("cache-control", "no-store").set("content-type", contentType).send(text);
    }, next);
  };
}

/** Takes a file, which goes on as it comes and is never in memory as a whole; it counts the bytes itself. */
const TAKES_FILES = /^\/app\/people\/import(\.data)?$/;
/** With what a form says around its file. */
const FILE_LIMIT = MAX_FILE_BYTES + FORM_LIMIT;

/** What says how large it is, is refused before it is read; `readForm` holds what does not to the same limit. */
const refuseLarge: RequestHandler = (request, response, next) => {
  const limit = TAKES_FILES.test(request.path) ? FILE_LIMIT : FORM_LIMIT;
  if (!(Number(request.get("content-length")) > limit)) return next();
  response.set("connection", "close").sendStatus(413);
};

/** What broke outside of Remix, without its stack: an address or a host that is none, a file's range. */
function answerError(log: Doors["log"]): ErrorRequestHandler {
  return (err: { status?: unknown; code?: unknown }, request, response, next) => {
    if (response.headersSent) return next(err);
    const status = err.code === "ERR_INVALID_URL" ? 400 : err.status;
    const isTheirs = typeof status === "number" && status >= 400 && status < 500;
    if (!isTheirs) log.error({ err, path: loggedPath(request.originalUrl) }, "A request failed");
    response.sendStatus(isTheirs ? status : 500);
  };
}
