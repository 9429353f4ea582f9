import express from "express";
import type { Express, Request } from "express";

import { cancelOrder, markPaid, refundOrder } from "../happenings/change-order.ts";
import { addTags, removeTags } from "../happenings/change-tags.ts";
import { installApp, uninstallApp } from "../happenings/install-app.ts";
import { redactCustomer, requestData } from "../happenings/request-privacy.ts";
import { deleteCustomer, mergeCustomers } from "../happenings/save-customer.ts";
import { findVariant } from "../state/find.ts";
import type { Customer, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { shopOfRequest } from "./page-context.ts";

type Fields = Record<string, string | undefined>;
/** Carries a form out; returns the page to go to, below `/store/{name}`, or null when its subject is gone. */
type Action = (shop: ShopState, request: Request, fields: Fields) => string | null;

/** What the admin's own pages do: each a form that posts, is carried out and leads back to a page. */
export function mountAdminActions(app: Express, simulation: Simulation): void {
  const actions: Record<string, Action> = {
    ...customerActions(simulation),
    ...orderActions(simulation),
    ...appActions(simulation),
  };
  const form = express.urlencoded({ extended: false });
  for (const [path, act] of Object.entries(actions)) {
    app.post(`/store/:store/${path}`, form, (request, response, next) => {
      const shop = shopOfRequest(simulation, request);
      const page = shop && act(shop, request, request.body as Fields);
      if (page) response.redirect(303, `/store/${String(request.params.store)}/${page}`);
      else next();
    });
  }
}

function customerActions(simulation: Simulation): Record<string, Action> {
  const onCustomer =
    (act: (shop: ShopState, customer: Customer, fields: Fields) => string | void): Action =>
    (shop, request, fields) => {
      const customer = shop.customers.get(Number(request.params.id));
      if (!customer) return null;
      return act(shop, customer, fields) ?? `customers/${customer.id}`;
    };
  return {
    "customers/:id/tag": onCustomer((shop, customer, { tag }) => {
      addTags(simulation, shop, customer, [tag ?? ""]);
    }),
    "customers/:id/untag": onCustomer((shop, customer, { tag }) => {
      removeTags(simulation, shop, customer, [tag ?? ""]);
    }),
    "customers/:id/redact": onCustomer((shop, customer) => {
      redactCustomer(simulation, shop, customer);
    }),
    "customers/:id/data_request": onCustomer((shop, customer) => {
      requestData(simulation, shop, customer);
    }),
    "customers/:id/merge": onCustomer((shop, customer, { into }) => {
      const kept = shop.customers.get(Number(into));
      if (!kept || kept === customer) return undefined;
      mergeCustomers(simulation, shop, kept, customer);
      return `customers/${kept.id}`;
    }),
    "customers/:id/delete": onCustomer((shop, customer) => {
      const outcome = deleteCustomer(simulation, shop, customer);
      return outcome.kind === "deleted"
        ? "customers"
        : `customers/${customer.id}?notice=has-orders`;
    }),
  };
}

function orderActions(simulation: Simulation): Record<string, Action> {
  const onOrder =
    (act: (...args: Parameters<typeof markPaid>) => unknown): Action =>
    (shop, request) => {
      const order = shop.orders.get(Number(request.params.id));
      if (!order) return null;
      act(simulation, shop, order);
      return `orders/${order.id}`;
    };
  return {
    "orders/:id/pay": onOrder(markPaid),
    "orders/:id/cancel": onOrder((...args) => cancelOrder(...args)),
    "orders/:id/refund": (shop, request, { amount }) => {
      const order = shop.orders.get(Number(request.params.id));
      if (!order) return null;
      refundOrder(simulation, shop, order, { amount: Number(amount) });
      return `orders/${order.id}`;
    },
    "variants/:id/stock": (shop, request, { stock }) => {
      const found = findVariant(shop, Number(request.params.id));
      if (!found || !Number.isInteger(Number(stock))) return null;
      found.variant.stock = Number(stock);
      return "products";
    },
  };
}

function appActions(simulation: Simulation): Record<string, Action> {
  return {
    "apps/install": (shop) => {
      installApp(simulation, shop);
      return `apps/${simulation.app.apiKey}`;
    },
    "apps/uninstall": (shop) => {
      uninstallApp(simulation, shop);
      return "apps";
    },
    "apps/expire-tokens": (shop) => {
      simulation.tokens.expireAccess(shop.domain);
      return "apps";
    },
    "apps/webhooks/:id": (_shop, request) => {
      simulation.webhooks.again(Number(request.params.id));
      return "apps";
    },
    "themes/current/blocks/:handle": ({ settings }, request) => {
      const handle = String(request.params.handle);
      settings.hiddenBlocks = settings.hiddenBlocks.includes(handle)
        ? settings.hiddenBlocks.filter((each) => each !== handle)
        : [...settings.hiddenBlocks, handle];
      return "themes/current/editor";
    },
  };
}
