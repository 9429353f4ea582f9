import { gid } from "../../state/ids.ts";
import { shopTime } from "../../state/shop-time.ts";
import type { Customer, ShopState } from "../../state/shop-state.ts";
import { customerAddressPayload } from "./address-payload.ts";

/** The customer inside checkouts and orders: without tags, consent and counts, which are gone since API 2025-01. */
export function embeddedCustomerPayload(shop: ShopState, customer: Customer) {
  return {
    id: customer.id,
    created_at: shopTime(customer.createdAt, shop.zone),
    updated_at: shopTime(customer.updatedAt, shop.zone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state,
    note: customer.note,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", customer.id),
    ...(customer.defaultAddress && {
      default_address: customerAddressPayload(customer.defaultAddress, customer.id, true),
    }),
  };
}

/** customers/create and customers/update. */
export function customerPayload(shop: ShopState, customer: Customer) {
  const { default_address, ...rest } = embeddedCustomerPayload(shop, customer);
  return {
    ...rest,
    // The address book's own entries have empty words where the default address has nulls.
    addresses: default_address ? [emptyForNull(default_address)] : [],
    ...(default_address && { default_address }),
  };
}

function emptyForNull(address: ReturnType<typeof customerAddressPayload>) {
  return Object.fromEntries(Object.entries(address).map(([key, value]) => [key, value ?? ""]));
}

/** customers/delete: nothing but what names the customer. */
export function customerDeletedPayload(customerId: number) {
  return {
    id: customerId,
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", customerId),
  };
}

/** customers/merge */
export function customersMergedPayload(keptId: number, deletedId: number, jobId: number) {
  return {
    admin_graphql_api_customer_kept_id: gid("Customer", keptId),
    admin_graphql_api_customer_deleted_id: gid("Customer", deletedId),
    admin_graphql_api_job_id: gid("Job", jobId),
    status: "success",
    errors: [],
  };
}

/** customer.tags_added and customer.tags_removed */
export function customerTagsPayload(customerId: number, tags: string[], at: number) {
  return {
    customerId: gid("Customer", customerId),
    tags,
    occurredAt: new Date(at).toISOString(),
  };
}

/** customers/data_request */
export function dataRequestPayload(
  shop: ShopState,
  customer: Customer,
  orderIds: number[],
  requestId: number,
) {
  return {
    shop_id: shop.id,
    shop_domain: shop.domain,
    customer: { id: customer.id, email: customer.email, phone: customer.phone },
    orders_requested: orderIds,
    data_request: { id: requestId },
  };
}

/** customers/redact */
export function customerRedactPayload(shop: ShopState, customer: Customer, orderIds: number[]) {
  return {
    shop_id: shop.id,
    shop_domain: shop.domain,
    customer: { id: customer.id, email: customer.email, phone: customer.phone },
    orders_to_redact: orderIds,
  };
}
