import { log } from "#app/platform/log.server.ts";
import {
  readSampleProducts,
  type SampleProduct,
} from "#app/shopify/operations/read-sample-products.server.ts";

/** The store's products for the preview; none when Shopify does not answer, since the page serves without them too. */
export async function readSamples(options: {
  shopDomain: string;
  read?: typeof readSampleProducts;
}): Promise<SampleProduct[]> {
  const { shopDomain, read = readSampleProducts } = options;
  return read({ shopDomain }).catch((err: unknown) => {
    log.warn({ err, shop: shopDomain }, "Sample products could not be read");
    return [];
  });
}
