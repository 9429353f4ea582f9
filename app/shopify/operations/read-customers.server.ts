import type { AdminClient } from "../admin-client.server.ts";

// What the mirror has of a customer, twice the same: for the bulk query of all, and for pages of those who changed. Totals
// are Shopify's own, so that no orders have to be read.

/** For `runBulkQuery`. */
export const ALL_CUSTOMERS = `#graphql
  query AllCustomers {
    customers {
      edges {
        node {
          id
          firstName
          lastName
          defaultEmailAddress { emailAddress }
          defaultPhoneNumber { phoneNumber }
          tags
          numberOfOrders
          amountSpent { amount }
          lastOrder { createdAt }
          createdAt
          updatedAt
          metafield(namespace: "$app", key: "line_linked") { value }
        }
      }
    }
  }
`;

const CHANGED_CUSTOMERS = `#graphql
  query ReadChangedCustomers($first: Int!, $after: String, $query: String!) {
    customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id
        firstName
        lastName
        defaultEmailAddress { emailAddress }
        defaultPhoneNumber { phoneNumber }
        tags
        numberOfOrders
        amountSpent { amount }
        lastOrder { createdAt }
        createdAt
        updatedAt
        metafield(namespace: "$app", key: "line_linked") { value }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** A customer costs six points or so, and Shopify takes no query above 1,000 (Shopify's API rate limits). */
const A_PAGE = 100;

/**
 * One page of the customers who changed since a moment, in the order of their changes.
 *
 * @param options.after `next` of the page before; null for the first
 * @throws as `AdminClient.request` does
 */
export async function readChangedCustomers(
  client: AdminClient,
  options: { updatedSince: Date; after: string | null },
) {
  const { customers } = await client.request(CHANGED_CUSTOMERS, {
    first: A_PAGE,
    after: options.after,
    query: `updated_at:>='${options.updatedSince.toISOString()}'`,
  });
  const { nodes, pageInfo } = customers;
  return { nodes, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
}
