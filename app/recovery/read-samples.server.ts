import { setTimeout as wait } from "node:timers/promises";
import { log } from "#app/platform/log.server.ts";
import {
  readSampleProducts,
  type SampleProduct,
} from "#app/shopify/operations/read-sample-products.server.ts";

/** Below the time that a page has for what it streams. */
const PATIENCE_MS = 4_000;

/**
 * The store's products for the preview; none when Shopify does not answer in time, since the page serves without them
 * too.
 *
 * @param options.read and `patienceMs`: for tests
 */
export async function readSamples(options: {
  shopDomain: string;
  read?: typeof readSampleProducts;
  patienceMs?: number;
}): Promise<SampleProduct[]> {
  const { shopDomain, read = readSampleProducts, patienceMs = PATIENCE_MS } = options;
  const reading = read({ shopDomain }).catch((err: unknown) => {
    log.warn({ err, shop: shopDomain }, "Sample products could not be read");
    return [];
  });
  return Promise.race([reading, wait(patienceMs, [], { ref: false })]);
}
