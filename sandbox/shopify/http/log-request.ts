import type { NextFunction, Request, Response } from "express";

import type { LoggedRequest } from "#sandbox/request-log.ts";

import type { Simulation } from "../simulation.ts";

/** Puts each request into the sandbox's log once it is answered or cut; `response.locals.note` is kept with it. */
export function logRequest(simulation: Simulation, parties: Pick<LoggedRequest, "from" | "to">) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const at = Date.now();
    const { path, method } = request;
    response.once("close", () => {
      const note: unknown = response.locals.note;
      simulation.requests.add({
        at,
        ...parties,
        method,
        path,
        status: response.writableFinished ? response.statusCode : 0,
        ms: Date.now() - at,
        ...(typeof note === "string" && { note }),
      });
    });
    next();
  };
}
