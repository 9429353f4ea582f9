import type { AdminClient } from "../admin-client.server.ts";

const CUSTOMER = `#graphql
  query ReadCustomer($id: ID!) {
    customer(id: $id) {
      firstName
      lastName
      defaultEmailAddress { emailAddress }
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
    firstName: customer.firstName ?? null,
    lastName: customer.lastName ?? null,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
  };
}
