import type { AdminClient } from "../admin-client.server.ts";

const FIND = `#graphql
  query FindCustomer($identifier: CustomerIdentifierInput!) {
    customerByIdentifier(identifier: $identifier) {
      id
      firstName
      lastName
      defaultEmailAddress { emailAddress }
      defaultPhoneNumber { phoneNumber }
    }
  }
`;

/**
 * The customer with an e-mail address or a phone number in E.164, each of which is one customer's in a shop.
 *
 * @returns null when the shop has none
 */
export async function findCustomer(
  client: AdminClient,
  identifier: { emailAddress: string } | { phoneNumber: string },
) {
  const { customerByIdentifier: customer } = await client.request(FIND, { identifier });
  if (!customer) return null;
  return {
    gid: customer.id,
    firstName: customer.firstName ?? null,
    lastName: customer.lastName ?? null,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
  };
}
