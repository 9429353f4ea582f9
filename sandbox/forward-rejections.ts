import type { IRouter, RequestHandler } from "express";

const adders = ["all", "delete", "get", "patch", "post", "put", "use"] as const;

/**
 * Lets a router of Express 4 hear of handlers whose promise is rejected: the error goes to its error handlers, as one
 * that is thrown does. Without it the rejection would be nobody's, and would end the process with every stand-in in
 * it. Holds for handlers that are added afterwards.
 */
export function forwardRejections<Router extends IRouter>(router: Router): Router {
  for (const name of adders) {
    const add = router[name].bind(router) as (...handlers: unknown[]) => unknown;
    Object.assign(router, { [name]: (...handlers: unknown[]) => add(...handlers.map(forwarding)) });
  }
  return router;
}

/** Routers and applications, paths and error handlers (four parameters) stay what they are. */
function forwarding(handler: unknown): unknown {
  if (Array.isArray(handler)) return handler.map(forwarding);
  if (typeof handler !== "function" || "handle" in handler || handler.length > 3) return handler;
  const run = handler as RequestHandler;
  const forwarded: RequestHandler = (request, response, next) => {
    const result: unknown = run(request, response, next);
    if (result instanceof Promise) result.catch(next);
  };
  return forwarded;
}
