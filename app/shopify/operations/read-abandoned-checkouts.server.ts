import { adminClient } from "../admin-client.server.ts";
import { gidNumber } from "../gid.ts";

const ABANDONED_CHECKOUTS = `#graphql
  query ReadAbandonedCheckouts($first: Int!, $after: String, $query: String!) {
    abandonedCheckouts(first: $first, after: $after, query: $query, sortKey: CREATED_AT) {
      nodes {
        name
        abandonedCheckoutUrl
        createdAt
        updatedAt
        completedAt
        customer { id }
        totalPriceSet { shopMoney { amount currencyCode } }
        lineItems(first: 30) {
          nodes {
            title
            variantTitle
            quantity
            product { id }
            variant { id }
            originalUnitPriceSet { shopMoney { amount } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** With 30 items each, more than a message or a permalink needs, a page stays below the 1,000 points that Shopify takes of one query (Shopify's API rate limits). */
const A_PAGE = 6;

/**
 * One page of the checkouts that Shopify lists as abandoned and that changed since a moment, oldest first. A checkout
 * appears there about ten minutes after it was left.
 *
 * @param options.after `endCursor` of the page before; null for the first
 * @throws as `adminClient` and its `request` do
 */
export async function readAbandonedCheckouts(options: {
  shopDomain: string;
  updatedSince: Date;
  after: string | null;
}) {
  const client = await adminClient({ shopDomain: options.shopDomain });
  const { abandonedCheckouts } = await client.request(ABANDONED_CHECKOUTS, {
    first: A_PAGE,
    after: options.after,
    query: `updated_at:>='${options.updatedSince.toISOString()}'`,
  });
  const { nodes, pageInfo } = abandonedCheckouts;
  const checkouts = nodes.map((node) => ({
    name: node.name,
    recoveryUrl: node.abandonedCheckoutUrl as string,
    createdAt: new Date(node.createdAt as string),
    updatedAt: new Date(node.updatedAt as string),
    completedAt: node.completedAt ? new Date(node.completedAt as string) : null,
    customerGid: node.customer?.id ?? null,
    currency: node.totalPriceSet.shopMoney.currencyCode,
    totalPrice: node.totalPriceSet.shopMoney.amount as string,
    lineItems: node.lineItems.nodes.map((line) => ({
      productId: line.product ? gidNumber(line.product.id) : null,
      variantId: line.variant ? gidNumber(line.variant.id) : null,
      title: line.title ?? "",
      variantTitle: line.variantTitle ?? null,
      quantity: line.quantity,
      price: line.originalUnitPriceSet.shopMoney.amount as string,
    })),
  }));
  return { checkouts, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null };
}

export type AbandonedCheckout = Awaited<
  ReturnType<typeof readAbandonedCheckouts>
>["checkouts"][number];
