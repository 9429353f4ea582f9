import { expect, test } from "vitest";
import { readSamples } from "#app/recovery/read-samples.server.ts";

const shopDomain = "shop.myshopify.com";

test("a Shopify that is silent or refuses leaves previews and test sends without the store's products, and in time", async () => {
  const never = () => new Promise<never>(() => undefined);
  expect(await readSamples({ shopDomain, read: never, patienceMs: 10 })).toEqual([]);
  const broken = () => Promise.reject(new Error("down"));
  expect(await readSamples({ shopDomain, read: broken })).toEqual([]);
});
