import type { Request } from "express";
import { z } from "zod";

import { completeCheckout } from "../happenings/complete-checkout.ts";
import { startCheckout } from "../happenings/start-checkout.ts";
import { deleteCheckout, updateCheckout } from "../happenings/update-checkout.ts";
import { newToken } from "../state/ids.ts";
import type { CartLine, Checkout } from "../state/purchases.ts";
import { tokyoAddress } from "../state/seed-shop.ts";
import type { ShopState } from "../state/shop-state.ts";
import { storefrontOf } from "../simulation.ts";
import type { Simulation } from "../simulation.ts";
import { orderStatusUrl } from "../webhooks/payloads/order-payload.ts";
import { recoverUrl } from "../webhooks/payloads/checkout-payload.ts";
import { Refusal, numberOf, parse } from "./route.ts";
import type { Routes } from "./route.ts";

const linesSchema = z.array(
  z.object({
    variantId: z.union([z.number(), z.string()]),
    quantity: z.number().int().min(0).default(1),
  }),
);

const startSchema = z.object({
  /** A logged-in customer; or a guest by `email`. */
  customerId: z.union([z.number(), z.string()]).optional(),
  email: z.string().optional(),
  lines: linesSchema.min(1),
  discountCodes: z.array(z.string()).default([]),
  locale: z.string().default("ja"),
  attributes: z.record(z.string(), z.string()).default({}),
});

const changeSchema = z.object({
  email: z.string().optional(),
  phone: z.string().optional(),
  lines: linesSchema.optional(),
  discountCodes: z.array(z.string()).optional(),
  note: z.string().nullable().optional(),
  withAddress: z.boolean().default(false),
});

export function checkoutRoutes(simulation: Simulation): Routes {
  return {
    "GET /checkouts": (_request, shop) =>
      [...shop.checkouts.values()].map((checkout) => describe(simulation, shop, checkout)),
    "POST /checkouts": (request, shop) => {
      const input = parse(startSchema, request.body);
      const cart = {
        token: newToken(),
        lines: cartLines(input.lines),
        discountCodes: input.discountCodes,
        note: null,
        attributes: input.attributes,
      };
      const customer =
        input.customerId === undefined
          ? null
          : (shop.customers.get(numberOf(String(input.customerId))) ?? null);
      if (input.customerId !== undefined && !customer) throw new Refusal(404, "No such customer.");
      const outcome = startCheckout(simulation, shop, cart, { customer, locale: input.locale });
      if (outcome.kind === "empty") throw new Refusal(409, "Nothing of it can be bought.");
      if (input.email) updateCheckout(simulation, shop, outcome.checkout, { email: input.email });
      return describe(simulation, shop, outcome.checkout);
    },
    "PUT /checkouts/:token": (request, shop) => {
      const checkout = checkoutOf(request, shop);
      const { lines, withAddress, ...changes } = parse(changeSchema, request.body);
      const outcome = updateCheckout(simulation, shop, checkout, {
        ...changes,
        ...(lines && { lines: cartLines(lines) }),
        ...(withAddress && { address: tokyoAddress("太郎", "試験", null) }),
      });
      if (outcome.kind === "completed") throw new Refusal(409, "The checkout has its order.");
      return describe(simulation, shop, checkout);
    },
    "DELETE /checkouts/:token": (request, shop) =>
      deleteCheckout(simulation, shop, checkoutOf(request, shop)),
    "POST /checkouts/:token/complete": (request, shop) => {
      const payment = z.object({ payment: z.enum(["card", "konbini", "bank"]).default("card") });
      const outcome = completeCheckout(
        simulation,
        shop,
        checkoutOf(request, shop),
        parse(payment, request.body ?? {}).payment,
      );
      if (outcome.kind !== "placed") throw new Refusal(409, `The checkout is ${outcome.kind}.`);
      const { order } = outcome;
      return { ...order, statusUrl: orderStatusUrl(storefrontOf(simulation, shop), shop, order) };
    },
  };
}

const cartLines = (lines: z.infer<typeof linesSchema>): CartLine[] =>
  lines.map((line) => ({
    key: newToken(),
    variantId: numberOf(String(line.variantId)),
    quantity: line.quantity,
  }));

function checkoutOf(request: Request, shop: ShopState): Checkout {
  const checkout = shop.checkouts.get(String(request.params.token));
  if (!checkout) throw new Refusal(404, "There is no such checkout.");
  return checkout;
}

function describe(simulation: Simulation, shop: ShopState, checkout: Checkout) {
  const storefront = storefrontOf(simulation, shop);
  return {
    ...checkout,
    url: `${storefront}/checkouts/${checkout.token}`,
    recoverUrl: recoverUrl(storefront, shop, checkout),
  };
}
