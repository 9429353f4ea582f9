import express from "express";
import type { Express, Request, Response } from "express";

import { html } from "../http/html.ts";
import type { Html } from "../http/html.ts";
import { safePath } from "../http/safe-path.ts";
import { createCustomerToken } from "../oauth/customer-token.ts";
import type { Customer, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import type { Visits } from "../storefront/visits.ts";
import { extensionFrame, mountExtensionHost } from "../ui-extensions/extension-frames.ts";
import { fullName } from "../webhooks/payloads/address-payload.ts";

const base = "/customer-accounts";
const words = {
  ja: {
    title: "お客様アカウント",
    login: "ログイン",
    logout: "ログアウト",
    orders: "注文",
    order: "ご注文",
  },
  en: {
    title: "Customer account",
    login: "Log in",
    logout: "Log out",
    orders: "Orders",
    order: "Order",
  },
};

/**
 * The new customer accounts, where Shopify's own domain serves them: a login of their own, of which the online store
 * knows nothing until it asks (`/customer_authentication/login`). The app's extensions run here by their own bundles.
 */
export function mountCustomerAccounts(
  app: Express,
  simulation: Simulation,
  shop: ShopState,
  visits: Visits,
): void {
  const form = express.urlencoded({ extended: false });
  const who = (request: Request, response: Response): Customer | null =>
    shop.customers.get(visits.of(request, response).accountCustomerId ?? 0) ?? null;
  mountExtensionHost(app);

  app.get(base, (_request, response) => response.redirect(303, `${base}/profile`));
  app.get(`${base}/login`, (request, response) => {
    const { locale } = visits.of(request, response);
    const people = [...shop.customers.values()].filter(({ email }) => email);
    const returnTo = safePath(request.query.return_to, `${base}/profile`);
    const content = html`<form method="post">
      <input type="hidden" name="return_to" value="${returnTo}" />
      ${people.map(
        ({ id, email, firstName, lastName }) =>
          html`<p>
            <button name="customer" value="${id}">${fullName(lastName, firstName) || email}</button>
          </p>`,
      )}
    </form>`;
    response.send(pageOf(locale, words[locale].login, content));
  });
  app.post(`${base}/login`, form, (request, response) => {
    const { customer, return_to } = request.body as Record<string, string | undefined>;
    const chosen = shop.customers.get(Number(customer));
    if (chosen) visits.of(request, response).accountCustomerId = chosen.id;
    response.redirect(303, safePath(return_to, `${base}/profile`));
  });
  app.post(`${base}/logout`, (request, response) => {
    const visit = visits.of(request, response);
    visit.accountCustomerId = null;
    visit.customerId = null;
    response.redirect(303, `${base}/login`);
  });
  app.post(`${base}/session-token`, async (request, response) => {
    const token = await createCustomerToken(simulation, shop, who(request, response)?.id ?? null);
    response.set("cache-control", "no-store").json({ token });
  });
  const block = (request: Request, response: Response, target: string) =>
    shop.installation
      ? extensionFrame(simulation, {
          surface: "customer-account",
          target,
          selected: [],
          language: visits.of(request, response).locale,
          isLoggedIn: who(request, response) !== null,
          tokenUrl: `${base}/session-token`,
          loginUrl: `${base}/login?return_to=${encodeURIComponent(request.path)}`,
        })
      : html``;
  app.get(`${base}/profile`, async (request, response) => {
    const customer = who(request, response);
    if (!customer) {
      response.redirect(303, `${base}/login`);
      return;
    }
    const { locale } = visits.of(request, response);
    const orders = [...shop.orders.values()].filter(({ customerId }) => customerId === customer.id);
    const content = html`<p>${fullName(customer.lastName, customer.firstName)}</p>
      <p>${customer.email}</p>
      ${await block(request, response, "customer-account.profile.block.render")}
      <h2>${words[locale].orders}</h2>
      <ul>
        ${orders.map(({ id, name }) => html`<li><a href="${base}/orders/${id}">${name}</a></li>`)}
      </ul>
      <form method="post" action="${base}/logout"><button>${words[locale].logout}</button></form>`;
    response.send(pageOf(locale, words[locale].title, content));
  });
  // The link of an order's mail opens its status without a login.
  app.get(`${base}/orders/:id`, async (request, response, next) => {
    const order = shop.orders.get(Number(request.params.id));
    const customer = who(request, response);
    if (!order || (customer && order.customerId !== customer.id)) {
      next();
      return;
    }
    const { locale } = visits.of(request, response);
    const content = await block(request, response, "customer-account.order-status.block.render");
    response.send(pageOf(locale, `${words[locale].order} ${order.name}`, content));
  });
}

function pageOf(locale: "ja" | "en", title: string, content: Html): string {
  const other = locale === "ja" ? "en" : "ja";
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/cdn/fonts/400.css" />
        <link rel="stylesheet" href="/cdn/theme/theme.css" />
        <script src="/ui-extensions/host.js"></script>
      </head>
      <body>
        <main style="max-width: 640px; margin: 0 auto; padding: 16px">
          <p>
            <a href="?locale=${other}" lang="${other}">${other === "en" ? "English" : "日本語"}</a>
          </p>
          <h1>${title}</h1>
          ${content}
          <p role="status" data-extension-news></p>
        </main>
      </body>
    </html>`.html;
}
