/**
 * Waits before the eight retries, in milliseconds: exponential, four hours in all, as Shopify says
 * (changelog 2024-09-10). Shopify does not publish the single steps; these are the stand-in's.
 */
export const retryWaits = [
  10_000, 30_000, 120_000, 360_000, 900_000, 2_100_000, 3_600_000, 7_280_000,
] as const;

/** Shopify's limit for a whole delivery: five seconds. */
export const deliveryTimeoutMs = 5_000;
