import express from "express";
import type { Express, Request, Response } from "express";

import { startCheckout } from "../happenings/start-checkout.ts";
import { safePath } from "../http/safe-path.ts";
import { findVariant, isAvailable } from "../state/find.ts";
import { newToken } from "../state/ids.ts";
import type { Cart } from "../state/purchases.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import type { ThemePages } from "./theme-pages.ts";
import { cartOf, customerOf, keepCart } from "./visits.ts";
import type { Visit, Visits } from "./visits.ts";

type Fields = Record<string, string | undefined>;

/** The cart page, its forms, the cart's AJAX reading, permalinks and discount links. */
export function mountCart(
  app: Express,
  simulation: Simulation,
  shop: ShopState,
  visits: Visits,
  pages: ThemePages,
): void {
  const form = express.urlencoded({ extended: false });

  const goToCheckout = (response: Response, visit: Visit, cart: Cart) => {
    const visitor = { customer: customerOf(shop, visit), locale: visit.locale };
    const outcome = startCheckout(simulation, shop, cart, visitor);
    response.redirect(
      303,
      outcome.kind === "empty" ? "/cart" : `/checkouts/${outcome.checkout.token}`,
    );
  };

  app.get("/cart", async (request, response) => {
    response.send(await pages.page(request, response, "cart", { page_title: "Cart" }));
  });
  app.get("/cart.js", (request, response) => {
    const { token, lines } = cartOf(shop, visits.of(request, response));
    response.json({
      token,
      items: lines,
      item_count: lines.reduce((sum, line) => sum + line.quantity, 0),
    });
  });
  app.post(["/cart/add", "/cart/add.js"], form, express.json(), (request, response) => {
    const visit = visits.of(request, response);
    const cart = cartOf(shop, visit);
    const { id, quantity } = request.body as Fields;
    const found = findVariant(shop, Number(id));
    if (!found || !isAvailable(found.variant)) {
      response.status(422).json({ status: 422, message: "Cart Error", description: "Sold out" });
      return;
    }
    addLine(cart, found.variant.id, clampQuantity(quantity ?? "1"));
    keepCart(shop, visit, cart);
    if (request.path.endsWith(".js")) response.json(cart.lines.at(-1));
    else response.redirect(303, "/cart");
  });
  app.post("/cart/change", form, (request, response) => {
    const visit = visits.of(request, response);
    const cart = cartOf(shop, visit);
    const { id, quantity, remove } = request.body as Fields;
    const wanted = remove ? 0 : clampQuantity(quantity ?? "0");
    cart.lines = cart.lines
      .map((line) => (line.key === id ? { ...line, quantity: wanted } : line))
      .filter((line) => line.quantity > 0);
    keepCart(shop, visit, cart);
    response.redirect(303, "/cart");
  });
  app.post("/cart", form, (request, response) => {
    const visit = visits.of(request, response);
    goToCheckout(response, visit, cartOf(shop, visit));
  });
  app.post("/cart/clear", (request, response) => {
    visits.of(request, response).cartToken = null;
    response.redirect(303, "/cart");
  });

  // A cart permalink: `/cart/{variant}:{quantity},…?discount=CODE` goes straight to the checkout.
  app.get(/^\/cart\/(\d+:\d+(?:,\d+:\d+)*)$/, async (request: Request, response: Response) => {
    const visit = visits.of(request, response);
    const cart: Cart = { ...emptyCart(), discountCodes: codesOf(request.query.discount) };
    for (const pair of String((request.params as unknown as string[])[0]).split(",")) {
      const [variantId, quantity] = pair.split(":").map(Number) as [number, number];
      addLine(cart, variantId, quantity);
    }
    keepCart(shop, visit, cart);
    if (request.query.storefront === "true") response.redirect(303, "/cart");
    else goToCheckout(response, visit, cart);
  });
  app.get("/discount/:code", (request, response) => {
    const visit = visits.of(request, response);
    visit.discountCodes = codesOf(request.params.code);
    const cart = cartOf(shop, visit);
    cart.discountCodes = visit.discountCodes;
    response.redirect(303, safePath(request.query.redirect, "/"));
  });
}

const emptyCart = (): Cart => ({
  token: newToken(),
  lines: [],
  discountCodes: [],
  note: null,
  attributes: {},
});

function addLine(cart: Cart, variantId: number, quantity: number): void {
  const present = cart.lines.find((line) => line.variantId === variantId);
  if (present) present.quantity += quantity;
  else cart.lines.push({ key: newToken(), variantId, quantity });
}

const clampQuantity = (text: string): number =>
  Math.min(99, Math.max(0, Math.floor(Number(text)) || 0));

export const codesOf = (value: unknown): string[] =>
  typeof value === "string"
    ? value
        .split(",")
        .map((code) => code.trim())
        .filter(Boolean)
    : [];
