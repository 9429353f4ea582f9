import express from "express";

import type { Simulation } from "../simulation.ts";

export function createAdminApp(_simulation: Simulation): express.Express {
  return express();
}
