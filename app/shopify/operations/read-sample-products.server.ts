import { adminClient } from "../admin-client.server.ts";

const SAMPLES = `#graphql
  query ReadSampleProducts {
    products(first: 4, query: "status:active", sortKey: UPDATED_AT, reverse: true) {
      nodes {
        title
        featuredMedia {
          preview { image { url(transform: { maxWidth: 400, maxHeight: 400, preferredContentType: JPG }) } }
        }
        variants(first: 1) { nodes { title price } }
      }
    }
  }
`;

export type SampleProduct = {
  name: string;
  variant: string | null;
  /** In the shop's currency, as Shopify writes it. */
  price: string | null;
  imageUrl: string | null;
};

/** A few products of the store, for previews and tests that look like the real thing. */
export async function readSampleProducts({
  shopDomain,
}: {
  shopDomain: string;
}): Promise<SampleProduct[]> {
  const client = await adminClient({ shopDomain });
  const { products } = await client.request(SAMPLES, {});
  return products.nodes.map(({ title, featuredMedia, variants }) => ({
    name: title,
    variant: variants.nodes[0]?.title ?? null,
    price: (variants.nodes[0]?.price as string | undefined) ?? null,
    imageUrl: (featuredMedia?.preview?.image?.url as string | undefined) ?? null,
  }));
}
