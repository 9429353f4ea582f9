import type { Request } from "express";
import { z } from "zod";

import { cancelOrder, markPaid, refundOrder } from "../happenings/change-order.ts";
import { gid } from "../state/ids.ts";
import type { Order } from "../state/purchases.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { Refusal, numberOf, parse } from "./route.ts";
import type { Routes } from "./route.ts";

const cancelSchema = z.object({
  reason: z
    .enum(["customer", "inventory", "fraud", "declined", "staff", "other"])
    .default("customer"),
});

const refundSchema = z.object({
  amount: z.number().int().positive().optional(),
  note: z.string().nullable().optional(),
  restock: z.boolean().optional(),
});

export function orderRoutes(simulation: Simulation): Routes {
  return {
    "GET /orders": (_request, shop) =>
      [...shop.orders.values()].map((order) => ({ ...order, gid: gid("Order", order.id) })),
    "POST /orders/:id/cancel": (request, shop) => {
      const order = orderOf(request, shop);
      const outcome = cancelOrder(
        simulation,
        shop,
        order,
        parse(cancelSchema, request.body ?? {}).reason,
      );
      if (outcome.kind !== "cancelled") throw new Refusal(409, "The order is cancelled already.");
      return order;
    },
    "POST /orders/:id/refund": (request, shop) => {
      const order = orderOf(request, shop);
      const outcome = refundOrder(simulation, shop, order, parse(refundSchema, request.body ?? {}));
      if (outcome.kind !== "refunded") throw new Refusal(409, `Not refunded: ${outcome.kind}.`);
      return order;
    },
    "POST /orders/:id/pay": (request, shop) => {
      const order = orderOf(request, shop);
      const outcome = markPaid(simulation, shop, order);
      if (outcome.kind !== "paid") throw new Refusal(409, "No payment is pending.");
      return order;
    },
  };
}

function orderOf(request: Request, shop: ShopState): Order {
  const order = shop.orders.get(numberOf(String(request.params.id)));
  if (!order) throw new Refusal(404, "There is no such order.");
  return order;
}
