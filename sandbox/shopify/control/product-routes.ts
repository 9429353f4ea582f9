import { z } from "zod";

import { findVariant } from "../state/find.ts";
import { gid } from "../state/ids.ts";
import type { Simulation } from "../simulation.ts";
import { Refusal, numberOf, parse } from "./route.ts";
import type { Routes } from "./route.ts";

const stockSchema = z.object({
  /** The new quantity, or how many come in (or, negative, go out). */
  set: z.number().int().optional(),
  change: z.number().int().default(0),
  policy: z.enum(["DENY", "CONTINUE"]).optional(),
});

export function productRoutes(simulation: Simulation): Routes {
  return {
    "GET /products": (_request, shop) =>
      [...shop.products.values()].map((product) => ({
        ...product,
        gid: gid("Product", product.id),
      })),
    "POST /products/:id/status": (request, shop) => {
      const product = shop.products.get(numberOf(String(request.params.id)));
      if (!product) throw new Refusal(404, "There is no such product.");
      const status = z.object({ status: z.enum(["ACTIVE", "DRAFT", "ARCHIVED"]) });
      product.status = parse(status, request.body).status;
      product.updatedAt = simulation.clock.now();
      return product;
    },
    "DELETE /products/:id": (request, shop) => {
      shop.products.delete(numberOf(String(request.params.id)));
    },
    "POST /variants/:id/stock": (request, shop) => {
      const found = findVariant(shop, numberOf(String(request.params.id)));
      if (!found) throw new Refusal(404, "There is no such variant.");
      const { set, change, policy } = parse(stockSchema, request.body);
      found.variant.stock = (set ?? found.variant.stock) + change;
      found.variant.policy = policy ?? found.variant.policy;
      return found.variant;
    },
    "POST /discounts": (request, shop) => {
      const discount = z.object({ code: z.string().min(1), percent: z.number().min(0).max(100) });
      const { code, percent } = parse(discount, request.body);
      shop.discounts.set(code.toUpperCase(), percent);
      return Object.fromEntries(shop.discounts);
    },
  };
}
