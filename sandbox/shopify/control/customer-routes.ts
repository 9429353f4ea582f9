import type { Request } from "express";
import { z } from "zod";

import { addTags, removeTags } from "../happenings/change-tags.ts";
import { changeMetafields } from "../happenings/change-metafields.ts";
import { redactCustomer, requestData } from "../happenings/request-privacy.ts";
import {
  createCustomer,
  deleteCustomer,
  mergeCustomers,
  updateCustomer,
} from "../happenings/save-customer.ts";
import { gid } from "../state/ids.ts";
import { seedManyCustomers } from "../state/seed-many-customers.ts";
import type { Customer, ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { Refusal, numberOf, parse } from "./route.ts";
import type { Routes } from "./route.ts";

const newCustomerSchema = z.object({
  email: z.string().nullable(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  phone: z.string().nullish(),
  locale: z.string().optional(),
  note: z.string().nullish(),
  withAddress: z.boolean().default(true),
});

const changesSchema = z.object({
  firstName: z.string().nullable().optional(),
  lastName: z.string().nullable().optional(),
  email: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  note: z.string().nullable().optional(),
});

/** As another app changes them, or a person in the admin: the app's own namespace is `$app` here, too. */
const metafieldsSchema = z.object({
  set: z
    .array(
      z.object({
        namespace: z.string(),
        key: z.string(),
        type: z.string().optional(),
        value: z.string(),
      }),
    )
    .default([]),
  remove: z.array(z.object({ namespace: z.string(), key: z.string() })).default([]),
});

const seedSchema = z.object({ count: z.number().int().min(1).max(200_000) });

export function customerRoutes(simulation: Simulation): Routes {
  return {
    "GET /customers": (_request, shop) =>
      [...shop.customers.values()].map((customer) => describe(shop, customer)),
    "GET /customers/:id": (request, shop) => describe(shop, customerOf(request, shop)),
    "POST /customers": (request, shop) => {
      const outcome = createCustomer(simulation, shop, parse(newCustomerSchema, request.body));
      if (outcome.kind === "taken") throw new Refusal(409, "The e-mail address is taken.");
      return describe(shop, outcome.customer);
    },
    "PUT /customers/:id": (request, shop) => {
      const customer = customerOf(request, shop);
      updateCustomer(simulation, shop, customer, parse(changesSchema, request.body));
      return describe(shop, customer);
    },
    "DELETE /customers/:id": (request, shop) => {
      const outcome = deleteCustomer(simulation, shop, customerOf(request, shop));
      if (outcome.kind === "has-orders") throw new Refusal(409, "The customer has orders.");
    },
    "POST /customers/:id/tags": (request, shop) => {
      const customer = customerOf(request, shop);
      const tags = z.object({
        add: z.array(z.string()).default([]),
        remove: z.array(z.string()).default([]),
      });
      const { add, remove } = parse(tags, request.body);
      addTags(simulation, shop, customer, add);
      removeTags(simulation, shop, customer, remove);
      return describe(shop, customer);
    },
    "POST /customers/:id/metafields": (request, shop) => {
      const customer = customerOf(request, shop);
      const { set, remove } = parse(metafieldsSchema, request.body);
      const errors = changeMetafields(simulation, shop, customer, { set, remove });
      if (errors.length) throw new Refusal(422, errors.map(({ message }) => message).join(" "));
      return describe(shop, customer);
    },
    "POST /customers/seed": (request, shop) => {
      const { count } = parse(seedSchema, request.body);
      return { seeded: seedManyCustomers(simulation, shop, count), all: shop.customers.size };
    },
    "POST /customers/:id/merge": (request, shop) => {
      const { into } = parse(z.object({ into: z.union([z.string(), z.number()]) }), request.body);
      const kept = shop.customers.get(numberOf(String(into)));
      const gone = customerOf(request, shop);
      if (!kept || kept === gone)
        throw new Refusal(404, "There is no such customer to merge into.");
      mergeCustomers(simulation, shop, kept, gone);
      return describe(shop, kept);
    },
    "POST /customers/:id/redact": (request, shop) =>
      redactCustomer(simulation, shop, customerOf(request, shop)),
    "POST /customers/:id/data_request": (request, shop) =>
      requestData(simulation, shop, customerOf(request, shop)),
  };
}

function customerOf(request: Request, shop: ShopState): Customer {
  const customer = shop.customers.get(numberOf(String(request.params.id)));
  if (!customer) throw new Refusal(404, `There is no customer ${String(request.params.id)}.`);
  return customer;
}

function describe(shop: ShopState, customer: Customer) {
  const id = gid("Customer", customer.id);
  return { ...customer, gid: id, metafields: shop.metafields.get(id) ?? [] };
}
