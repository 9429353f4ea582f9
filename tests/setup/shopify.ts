import { afterAll } from "vitest";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { createShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";

/**
 * A Shopify for one test file, with the environment pointed at it. To be awaited before anything of `app/` that reads
 * the environment is imported.
 */
export async function startShopify() {
  const shopify = await createShopifyStandIn({
    clock: createMemoryClock(),
    faults: createFaults(),
    requests: createRequestLog(),
    app: {
      apiKey: process.env.SHOPIFY_API_KEY ?? "",
      apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
      url: null,
      tomlPath: "shopify.app.toml",
      extensionsDir: null,
    },
  });
  afterAll(() => shopify.close());
  process.env.SHOPIFY_STANDIN_URL = shopify.urls.api;
  return shopify;
}
