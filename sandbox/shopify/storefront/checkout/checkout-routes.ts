import express from "express";
import type { Express, Request, Response } from "express";

import { completeCheckout } from "../../happenings/complete-checkout.ts";
import type { Payment } from "../../happenings/complete-checkout.ts";
import { updateCheckout } from "../../happenings/update-checkout.ts";
import { html } from "../../http/html.ts";
import type { Checkout } from "../../state/purchases.ts";
import { tokyoAddress } from "../../state/seed-shop.ts";
import type { ShopState } from "../../state/shop-state.ts";
import { storefrontOf } from "../../simulation.ts";
import type { Simulation } from "../../simulation.ts";
import { orderStatusUrl } from "../../webhooks/payloads/order-payload.ts";
import { codesOf } from "../cart-routes.ts";
import type { ThemePages } from "../theme-pages.ts";
import { customerOf, keepCart } from "../visits.ts";
import type { Visits } from "../visits.ts";
import { checkoutPage, checkoutShell, orderPage } from "./checkout-page.ts";
import { wordsOf } from "./checkout-words.ts";

type Fields = Record<string, string | undefined>;

/** The checkout's pages and forms, the recovery link and the order status page. */
export function mountCheckout(
  app: Express,
  simulation: Simulation,
  shop: ShopState,
  visits: Visits,
  pages: ThemePages,
): void {
  const form = express.urlencoded({ extended: false });
  const statusPath = (checkout: Checkout): string | null => {
    const order = checkout.orderId === null ? undefined : shop.orders.get(checkout.orderId);
    if (!order) return null;
    const url = new URL(orderStatusUrl(storefrontOf(simulation, shop), shop, order));
    return url.pathname + url.search;
  };
  const addCodes = (checkout: Checkout, discount: unknown) => {
    const codes = codesOf(discount);
    const isNew = codes.some((code) => !checkout.discountCodes.includes(code));
    if (isNew) updateCheckout(simulation, shop, checkout, { discountCodes: codes });
  };

  app.get("/checkouts/:token", async (request, response) => {
    const checkout = shop.checkouts.get(request.params.token);
    if (!checkout) {
      response.status(404).send(await pages.notFound(request, response));
      return;
    }
    const done = statusPath(checkout);
    if (done) {
      response.redirect(303, done);
      return;
    }
    addCodes(checkout, request.query.discount);
    const visit = visits.of(request, response);
    response.send(checkoutPage(shop, checkout, customerOf(shop, visit), visit.locale));
  });
  app.post("/checkouts/:token/:step", form, (request, response, next) => {
    const checkout = shop.checkouts.get(String(request.params.token));
    if (!checkout || !takeStep(request, checkout)) {
      next();
      return;
    }
    response.redirect(303, statusPath(checkout) ?? `/checkouts/${checkout.token}`);
  });

  /** Carries out one form of the checkout; false when there is no such form. */
  function takeStep(request: Request, checkout: Checkout): boolean {
    const fields = request.body as Fields;
    switch (request.params.step) {
      case "contact":
        if (fields.email?.includes("@")) {
          updateCheckout(simulation, shop, checkout, { email: fields.email });
        }
        return true;
      case "address":
        updateCheckout(simulation, shop, checkout, {
          address: {
            ...tokyoAddress(fields.first_name ?? "", fields.last_name ?? "", null),
            zip: fields.zip ?? "",
            city: fields.city ?? "",
            address1: fields.address1 ?? "",
            // The schema of webhooks knows no address without a phone number.
            phone: fields.phone ?? "",
          },
        });
        return true;
      case "lines":
        updateCheckout(simulation, shop, checkout, {
          lines: checkout.lines
            .map(({ key, variantId, quantity }) => ({
              key,
              variantId,
              quantity: fields.empty ? 0 : Number(fields[key] ?? quantity),
            }))
            .filter((line) => line.quantity > 0),
        });
        return true;
      case "discount":
        updateCheckout(simulation, shop, checkout, { discountCodes: codesOf(fields.code) });
        return true;
      case "pay": {
        const payment = (["card", "konbini", "bank"] as Payment[]).find(
          (each) => each === fields.payment,
        );
        completeCheckout(simulation, shop, checkout, payment ?? "card");
        return true;
      }
      default:
        return false;
    }
  }

  app.get("/:shopId/checkouts/ac/:cartToken/recover", (request: Request, response: Response) => {
    const visit = visits.of(request, response);
    const checkout = [...shop.checkouts.values()].find(
      (each) =>
        each.cartToken === request.params.cartToken && each.recoverKey === request.query.key,
    );
    if (!checkout || request.params.shopId !== String(shop.id)) {
      const { expired, backToShop } = wordsOf(visit.locale);
      const content = html`<p><a class="button" href="/">${backToShop}</a></p>`;
      response.status(404).send(checkoutShell(shop, visit.locale, expired, content));
      return;
    }
    const done = statusPath(checkout);
    if (done) {
      response.redirect(303, done);
      return;
    }
    addCodes(checkout, request.query.discount);
    keepCart(shop, visit, {
      token: checkout.cartToken,
      lines: checkout.lines.map(({ key, variantId, quantity }) => ({ key, variantId, quantity })),
      discountCodes: checkout.discountCodes,
      note: checkout.note,
      attributes: checkout.attributes,
    });
    response.redirect(303, `/checkouts/${checkout.token}`);
  });

  app.get("/:shopId/orders/:token/authenticate", async (request, response) => {
    const order = [...shop.orders.values()].find(
      (each) => each.token === request.params.token && each.statusKey === request.query.key,
    );
    if (!order) {
      response.status(404).send(await pages.notFound(request, response));
      return;
    }
    response.send(orderPage(shop, order, visits.of(request, response).locale));
  });
}
