import { randomUUID } from "node:crypto";
import compression from "compression";
import express, { type RequestHandler } from "express";
import type { Doors } from "./doors.server.ts";

type Options = {
  handleRequest: RequestHandler;
  isReady: () => Promise<boolean>;
  log: Doors["log"];
  /** False for a process of ROLE=worker, which answers its health checks only. */
  servesPages: boolean;
};

/** Health checks, the browser's files, and Remix. */
export function createPages({ handleRequest, isReady, log, servesPages }: Options) {
  const app = express();
  app.disable("x-powered-by");
  // One proxy in front ends TLS; its word on the protocol counts.
  app.set("trust proxy", 1);
  app.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  app.get("/readyz", async (_request, response) => {
    const ready = await isReady();
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "unavailable" });
  });
  if (!servesPages) return app;

  app.use((request, response, next) => {
    const requestId = request.get("x-request-id")?.match(/^[\w-]{1,64}$/)?.[0] ?? randomUUID();
    const startedAt = performance.now();
    response.setHeader("x-request-id", requestId);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.on("finish", () => {
      const { method } = request;
      const path = new URL(request.originalUrl, "http://musubi").pathname;
      if (path.startsWith("/assets/")) return;
      const ms = Math.round(performance.now() - startedAt);
      log.info(
        { requestId, method, path: withoutCodes(path), status: response.statusCode, ms },
        "request",
      );
    });
    next();
  });
  app.use(compression());
  // Vite names these files by their content.
  app.use(
    "/assets",
    express.static("build/client/assets", { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  app.use(express.static("build/client", { maxAge: "1h" }));
  app.all("*", handleRequest);
  return app;
}

/** Paths that carry a code in their last part: it opens something, so it stays out of the log. */
function withoutCodes(path: string): string {
  return path.replace(/^\/(r|preferences)\/[^/]+/, "/$1/[code]");
}
