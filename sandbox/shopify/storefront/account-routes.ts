import express from "express";
import type { Express, Request, Response } from "express";

import { createCustomer } from "../happenings/save-customer.ts";
import { safePath } from "../http/safe-path.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { fullName } from "../webhooks/payloads/address-payload.ts";
import type { ThemePages } from "./theme-pages.ts";
import { customerOf } from "./visits.ts";
import type { Locale, Visits } from "./visits.ts";

type Fields = Record<string, string | undefined>;

const loginPaths = ["/customer_authentication/login", "/account/login"];

/** Customer accounts without passwords: a visitor chooses who they are. */
export function mountAccount(
  app: Express,
  simulation: Simulation,
  shop: ShopState,
  visits: Visits,
  pages: ThemePages,
): void {
  const form = express.urlencoded({ extended: false });

  app.get(loginPaths, async (request, response) => {
    const returnTo = returnPath(request);
    const visit = visits.of(request, response);
    // Who is logged in to their account is known here without being asked again.
    visit.customerId ??= visit.accountCustomerId;
    if (customerOf(shop, visit)) {
      response.redirect(303, returnTo);
      return;
    }
    const people = [...shop.customers.values()]
      .filter((customer) => customer.email)
      .map(({ id, email, firstName, lastName }) => ({
        id,
        email,
        name: fullName(lastName, firstName) || email,
      }));
    response.send(await pages.page(request, response, "login", { people, return_to: returnTo }));
  });
  app.post(loginPaths, form, (request: Request, response: Response) => {
    const visit = visits.of(request, response);
    const { customer, email, return_to } = request.body as Fields;
    const chosen = customer ? shop.customers.get(Number(customer)) : null;
    const known =
      chosen ??
      (email?.includes("@")
        ? createCustomer(simulation, shop, { email, locale: visit.locale }).customer
        : null);
    if (!known) {
      response.redirect(303, loginPaths[0]!);
      return;
    }
    known.state = "enabled";
    visit.customerId = known.id;
    visit.accountCustomerId = known.id;
    response.redirect(303, safePath(return_to, "/account"));
  });
  app.all("/account/logout", (request, response) => {
    const visit = visits.of(request, response);
    visit.customerId = null;
    visit.accountCustomerId = null;
    response.redirect(303, safePath(request.query.return_to, "/"));
  });
  app.get("/account", async (request, response) => {
    if (!customerOf(shop, visits.of(request, response))) {
      response.redirect(303, `${loginPaths[0]}?return_to=/account`);
      return;
    }
    response.send(await pages.page(request, response, "customers/account"));
  });
  app.post("/localization", form, (request, response) => {
    const visit = visits.of(request, response);
    const { locale_code, return_to } = request.body as Fields;
    if (locale_code === "ja" || locale_code === "en") visit.locale = locale_code satisfies Locale;
    response.redirect(303, safePath(return_to, "/"));
  });
}

/** `return_to` of new customer accounts, `return_url` and `checkout_url` of the classic ones. */
function returnPath(request: Request): string {
  const { return_to, return_url, checkout_url } = request.query;
  return safePath(return_to ?? return_url ?? checkout_url, "/account");
}
