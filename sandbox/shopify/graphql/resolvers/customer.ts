import { gid } from "../../state/ids.ts";
import { purchasesOf } from "../../state/purchases-of.ts";
import { utcTime } from "../../state/shop-time.ts";
import type { Customer } from "../../state/shop-state.ts";
import { fullName } from "../../webhooks/payloads/address-payload.ts";
import { connectionOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { QueryContext } from "../query-context.ts";
import { addressObject } from "./address.ts";
import { metafieldFields } from "./metafield.ts";
import { moneyV2 } from "./money.ts";
import { orderObject, searchOrders } from "./order.ts";

/** Customer */
export function customerObject(context: QueryContext, customer: Customer) {
  const id = gid("Customer", customer.id);
  const { orders, amountSpent, last } = purchasesOf(context.shop, customer.id);
  const address = customer.defaultAddress ? addressObject(customer.defaultAddress) : null;
  return {
    __typename: "Customer",
    id,
    legacyResourceId: String(customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName:
      fullName(customer.firstName, customer.lastName) || customer.email || customer.phone || "",
    email: customer.email,
    phone: customer.phone,
    defaultEmailAddress: customer.email ? emailObject(customer.email) : null,
    defaultPhoneNumber: customer.phone ? phoneObject(customer.phone) : null,
    verifiedEmail: customer.verifiedEmail,
    validEmailAddress: customer.email !== null,
    state: customer.state.toUpperCase(),
    locale: customer.locale,
    note: customer.note,
    tags: [...customer.tags].sort(),
    taxExempt: false,
    taxExemptions: [],
    dataSaleOptOut: false,
    multipassIdentifier: null,
    productSubscriberStatus: "NEVER_SUBSCRIBED",
    canDelete: orders.length === 0,
    createdAt: utcTime(customer.createdAt),
    updatedAt: utcTime(customer.updatedAt),
    defaultAddress: address,
    addresses: () => (address ? [address] : []),
    addressesV2: (args: PageArguments) => connectionOf(address ? [address] : [], args),
    // Totals count every order, also those too old to be read.
    numberOfOrders: String(orders.length),
    amountSpent: moneyV2(amountSpent),
    lastOrder: () => (last ? orderObject(context, last) : null),
    orders: (args: Parameters<typeof searchOrders>[2]) => searchOrders(context, orders, args),
    ...metafieldFields(context, id, "CUSTOMER"),
  };
}

function emailObject(emailAddress: string) {
  return {
    emailAddress,
    marketingOptInLevel: "SINGLE_OPT_IN",
    marketingState: "NOT_SUBSCRIBED",
    marketingUpdatedAt: null,
    openTrackingLevel: "UNKNOWN",
    validFormat: true,
  };
}

function phoneObject(phoneNumber: string) {
  return {
    phoneNumber,
    marketingOptInLevel: null,
    marketingState: "NOT_SUBSCRIBED",
    marketingCollectedFrom: null,
    marketingUpdatedAt: null,
  };
}
