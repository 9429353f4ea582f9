/** The environment of a product that is measured: stand-ins where LINE and Shopify are, and secrets made for the run. */
export function productEnv(options: {
  databaseUrl: string;
  lineUrl: string;
  shopifyUrl: string;
}): Record<string, string> {
  return {
    DATABASE_URL: options.databaseUrl,
    LINE_API_URL: options.lineUrl,
    LINE_DATA_API_URL: options.lineUrl,
    LINE_ACCESS_URL: options.lineUrl,
    SHOPIFY_STANDIN_URL: options.shopifyUrl,
    SHOPIFY_APP_URL: "https://musubi.example.jp",
    SHOPIFY_API_KEY: BENCH_API_KEY,
    SHOPIFY_API_SECRET: BENCH_API_SECRET,
    ENCRYPTION_KEY: "0f".repeat(32),
    LOG_LEVEL: "error",
    NODE_ENV: "production",
  };
}

export const BENCH_API_KEY = "bench-api-key";
/** Signs the run's own webhooks. */
export const BENCH_API_SECRET = "bench-api-secret";
