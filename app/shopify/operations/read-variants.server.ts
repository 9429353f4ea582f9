import { adminClient } from "../admin-client.server.ts";

const VARIANTS = `#graphql
  query ReadVariants($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on ProductVariant {
        legacyResourceId
        availableForSale
        media(first: 1) {
          nodes { preview { image { url(transform: { maxWidth: 400, maxHeight: 400, preferredContentType: JPG }) } } }
        }
        product {
          status
          onlineStoreUrl
          featuredMedia {
            preview { image { url(transform: { maxWidth: 400, maxHeight: 400, preferredContentType: JPG }) } }
          }
        }
      }
    }
  }
`;

/** One variant costs about ten points, and Shopify takes no query above 1,000 (Shopify's API rate limits). */
const VARIANTS_A_QUERY = 80;

/** States of a product that customers can buy: an unlisted one is bought by its link. */
const SOLD: ReadonlySet<string> = new Set(["ACTIVE", "UNLISTED"]);

export type ReadVariant = {
  /** In stock or sold without stock, and of a product that customers can buy. */
  isAvailable: boolean;
  /** A JPEG: LINE draws no WebP. */
  imageUrl: string | null;
  /** The product page with this variant chosen; null when the online store does not show the product. */
  pageUrl: string | null;
};

/**
 * Stock, picture and product page of variants, read from Shopify in as few queries as its cost limit allows.
 *
 * @param options.variantIds numeric ids
 * @returns what Shopify knows; a variant that was deleted is missing
 * @throws as `adminClient` and its `request` do
 */
export async function readVariants(options: {
  shopDomain: string;
  variantIds: string[];
}): Promise<Map<string, ReadVariant>> {
  const ids = [...new Set(options.variantIds)].map((id) => `gid://shopify/ProductVariant/${id}`);
  const variants = new Map<string, ReadVariant>();
  if (ids.length === 0) return variants;
  const client = await adminClient({ shopDomain: options.shopDomain });
  for (let from = 0; from < ids.length; from += VARIANTS_A_QUERY) {
    const { nodes } = await client.request(VARIANTS, {
      ids: ids.slice(from, from + VARIANTS_A_QUERY),
    });
    for (const node of nodes) {
      if (!node || !("legacyResourceId" in node)) continue;
      const { product } = node;
      const id = String(node.legacyResourceId);
      const picture = node.media.nodes[0]?.preview?.image ?? product.featuredMedia?.preview?.image;
      variants.set(id, {
        isAvailable: node.availableForSale && SOLD.has(product.status),
        imageUrl: (picture?.url as string | undefined) ?? null,
        pageUrl: product.onlineStoreUrl ? withVariant(product.onlineStoreUrl as string, id) : null,
      });
    }
  }
  return variants;
}

function withVariant(pageUrl: string, variantId: string): string {
  const url = new URL(pageUrl);
  url.searchParams.set("variant", variantId);
  return url.href;
}
