import { GraphQLError } from "graphql";

import { findCustomerByEmail } from "../../state/find.ts";
import { parseGid } from "../../state/ids.ts";
import { utcTime } from "../../state/shop-time.ts";
import type { Customer, Product, Variant } from "../../state/shop-state.ts";
import { allDefinitions, resolveNamespace } from "../../happenings/metafield-namespace.ts";
import { connectionOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { QueryContext } from "../query-context.ts";
import { matchesSearch } from "../search-query.ts";
import type { SearchFields } from "../search-query.ts";
import {
  abandonedCheckouts,
  abandonmentObject,
  matchingCheckouts,
  searchAbandonedCheckouts,
} from "./abandoned-checkout.ts";
import { installationObject } from "./app.ts";
import { searchBulkOperations } from "./bulk-operation.ts";
import { customerObject } from "./customer.ts";
import { definitionObject } from "./metafield.ts";
import { nodeObject } from "./node.ts";
import { matchingOrders, searchOrders } from "./order.ts";
import { productObject, variantObject } from "./product.ts";
import { shopObject } from "./shop.ts";
import { searchWebhookSubscriptions } from "./webhook-subscription.ts";

type Search = PageArguments & { query?: string | null; sortKey?: string | null };
type DefinitionSearch = Search & {
  ownerType: string;
  namespace?: string | null;
  key?: string | null;
};
type ById = { id: string };
type CustomerIdentifier = {
  id?: string | null;
  emailAddress?: string | null;
  phoneNumber?: string | null;
};

/** QueryRoot: what the stand-in answers. A field of the schema that is missing here fails loudly. */
export function queryRoot(context: QueryContext) {
  const { shop } = context;
  const ofKind = (kind: string, id: string) =>
    parseGid(id)?.kind === kind ? nodeObject(context, id) : refuseId(id);
  const count = (number: number) => ({ count: number, precision: "EXACT" });
  return {
    shop: () => shopObject(context),
    node: ({ id }: ById) => nodeObject(context, id),
    nodes: ({ ids }: { ids: string[] }) => {
      if (ids.length > 250) throw new GraphQLError("The input array size is greater than 250.");
      return ids.map((id) => nodeObject(context, id));
    },
    customer: ({ id }: ById) => ofKind("Customer", id),
    customerByIdentifier: ({ identifier }: { identifier: CustomerIdentifier }) => {
      const found = findCustomer(context, identifier);
      return found ? customerObject(context, found) : null;
    },
    customers: (args: Search) =>
      connectionOf(
        matching([...shop.customers.values()], args, customerFields(context)).map((each) =>
          customerObject(context, each),
        ),
        args,
      ),
    customersCount: ({ query }: Search) =>
      count(matching([...shop.customers.values()], { query }, customerFields(context)).length),
    order: ({ id }: ById) => ofKind("Order", id),
    orders: (args: Search) => searchOrders(context, [...shop.orders.values()], args),
    ordersCount: ({ query }: Search) =>
      count(matchingOrders(context, [...shop.orders.values()], query).length),
    product: ({ id }: ById) => ofKind("Product", id),
    products: (args: Search) =>
      connectionOf(
        matching([...shop.products.values()], args, productFields).map((each) =>
          productObject(context, each),
        ),
        args,
      ),
    productVariant: ({ id }: ById) => ofKind("ProductVariant", id),
    productVariants: (args: Search) =>
      connectionOf(
        matching(allVariants(context), args, variantFields).map(({ product, variant }) =>
          variantObject(context, product, variant),
        ),
        args,
      ),
    abandonedCheckouts: (args: Search) => searchAbandonedCheckouts(context, args),
    abandonedCheckoutsCount: ({ query }: Search) => count(matchingCheckouts(context, query).length),
    abandonmentByAbandonedCheckoutId: ({
      abandonedCheckoutId,
    }: {
      abandonedCheckoutId: string;
    }) => {
      const wanted = parseGid(abandonedCheckoutId)?.id;
      const checkout = abandonedCheckouts(context).find((each) => each.id === wanted);
      return checkout ? abandonmentObject(context, checkout) : null;
    },
    bulkOperation: ({ id }: ById) => ofKind("BulkOperation", id),
    bulkOperations: (args: Search) => searchBulkOperations(context, args),
    appInstallation: () => installationObject(context),
    currentAppInstallation: () => installationObject(context),
    metafieldDefinitions: (args: DefinitionSearch) => {
      if (args.query) throw new GraphQLError("The stand-in does not search definitions by query.");
      const namespace = args.namespace ? resolveNamespace(args.namespace) : null;
      const found = allDefinitions(context.simulation, shop).filter(
        (each) =>
          each.ownerType === args.ownerType &&
          (namespace === null || each.namespace === namespace) &&
          (!args.key || each.key === args.key),
      );
      return connectionOf(found.map(definitionObject), args);
    },
    webhookSubscriptions: (args: PageArguments) => searchWebhookSubscriptions(args),
  };
}

function refuseId(id: string): never {
  throw new GraphQLError(`Invalid global id '${id}'`, {
    extensions: { code: "argumentLiteralsIncompatible" },
  });
}

function findCustomer(context: QueryContext, identifier: CustomerIdentifier): Customer | null {
  const { customers } = context.shop;
  if (identifier.id) return customers.get(parseGid(identifier.id)?.id ?? 0) ?? null;
  if (identifier.emailAddress) return findCustomerByEmail(context.shop, identifier.emailAddress);
  return [...customers.values()].find((each) => each.phone === identifier.phoneNumber) ?? null;
}

function matching<T>(items: T[], args: Search, fields: SearchFields<T>): T[] {
  const { query, sortKey } = args;
  const field = { ID: "id", CREATED_AT: "created_at", UPDATED_AT: "updated_at" }[sortKey ?? "ID"];
  const read = field ? fields[field] : undefined;
  if (!read) throw new GraphQLError(`The stand-in cannot sort by ${sortKey} here.`);
  return items
    .filter((item) => !query || matchesSearch(item, query, fields))
    .toSorted((a, b) => (read(a)! < read(b)! ? -1 : read(a)! > read(b)! ? 1 : 0));
}

const customerFields = (context: QueryContext): SearchFields<Customer> => ({
  id: (customer) => customer.id,
  email: (customer) => customer.email,
  phone: (customer) => customer.phone,
  first_name: (customer) => customer.firstName,
  last_name: (customer) => customer.lastName,
  tag: (customer) => customer.tags,
  state: (customer) => customer.state,
  created_at: (customer) => utcTime(customer.createdAt),
  updated_at: (customer) => utcTime(customer.updatedAt),
  orders_count: (customer) =>
    [...context.shop.orders.values()].filter((order) => order.customerId === customer.id).length,
});

const productFields: SearchFields<Product> = {
  id: (product) => product.id,
  title: (product) => product.title,
  handle: (product) => product.handle,
  status: (product) => product.status,
  vendor: (product) => product.vendor,
  product_type: (product) => product.productType,
  tag: (product) => product.tags,
  updated_at: (product) => utcTime(product.updatedAt),
};

const variantFields: SearchFields<{ product: Product; variant: Variant }> = {
  id: ({ variant }) => variant.id,
  product_id: ({ product }) => product.id,
  sku: ({ variant }) => variant.sku,
  title: ({ variant }) => variant.title,
};

function allVariants(context: QueryContext) {
  return [...context.shop.products.values()].flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  );
}
