import type { AdminClient } from "../admin-client.server.ts";

const CUSTOMER = `#graphql
  query ReadCustomer($id: ID!) {
    customer(id: $id) {
      displayName
      defaultEmailAddress { emailAddress }
      updatedAt
    }
  }
`;

/**
 * Name and e-mail of a customer, as far as Shopify lets the app see them.
 *
 * @returns null when the shop has no such customer
 */
export async function readCustomer(client: AdminClient, customerGid: string) {
  const { customer } = await client.request(CUSTOMER, { id: customerGid });
  if (!customer) return null;
  return {
    displayName: customer.displayName || null,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    updatedAt: new Date(customer.updatedAt as string),
  };
}
