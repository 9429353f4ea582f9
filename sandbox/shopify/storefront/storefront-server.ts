import express from "express";

import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";

export function createStorefrontApp(_simulation: Simulation, _shop: ShopState): express.Express {
  return express();
}
