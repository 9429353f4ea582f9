import { setTimeout as delay } from "node:timers/promises";

import type { NextFunction, Request, Response } from "express";

import type { Simulation } from "../simulation.ts";

const kinds = ["error", "timeout-after-acceptance", "rate-limit", "slow"] as const;

/** Carries out the fault that the endpoint meets, if any. */
export function injectFault(simulation: Simulation, endpoint: string) {
  return async (_request: Request, response: Response, next: NextFunction): Promise<void> => {
    const fault = simulation.faults.take("shopify", endpoint, kinds);
    if (!fault) {
      next();
      return;
    }
    response.locals.note = `fault: ${fault.kind}`;
    switch (fault.kind) {
      case "error":
        response.status(500).json({ errors: "Internal Server Error" });
        return;
      case "rate-limit":
        response
          .status(429)
          .set("retry-after", "2.0")
          .json({ errors: "Exceeded 2 calls per second for api client." });
        return;
      case "slow":
        await delay(fault.delayMs);
        next();
        return;
      default:
        // The work is done; the answer never comes.
        response.send = () => {
          response.socket?.destroy();
          return response;
        };
        next();
    }
  };
}
