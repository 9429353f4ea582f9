import type { AdminClient } from "../admin-client.server.ts";

const EXISTING_CUSTOMERS = `#graphql
  query FindExistingCustomers($ids: [ID!]!) {
    nodes(ids: $ids) { id }
  }
`;

/** Shopify takes no longer list of ids (Admin API, "Array input limit"). */
export const MOST_ASKED = 250;

/**
 * Which of these customers Shopify does not know (any more): deleted, erased, or merged into another.
 *
 * @param customerGids MOST_ASKED at most
 * @throws as `AdminClient.request` does
 */
export async function findMissingCustomers(
  client: AdminClient,
  customerGids: string[],
): Promise<string[]> {
  const { nodes } = await client.request(EXISTING_CUSTOMERS, { ids: customerGids });
  const existing = new Set(nodes.flatMap((node) => node?.id ?? []));
  return customerGids.filter((gid) => !existing.has(gid));
}
