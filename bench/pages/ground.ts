import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { startBenchPostgres } from "#bench/ground/postgres.ts";
import { BENCH_API_KEY, BENCH_API_SECRET, productEnv } from "#bench/ground/product-env.ts";
import { buildApp, startApp } from "#sandbox/app-process.ts";
import { createFileClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createLineStandIn } from "#sandbox/line/line-stand-in.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { makeRunFolder } from "#sandbox/run-folder.ts";
import { seedLine } from "#sandbox/seed-line.ts";
import { createShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";
import { STATEMENT_SETTINGS } from "./statements.ts";

export type PagesGround = {
  databaseUrl: string;
  /** Where the product listens. */
  appUrl: string;
  /** The admin stand-in's address of Musubi; a page's path goes behind it. */
  adminUrl: string;
  shop: { domain: string; name: string };
  channel: ReturnType<typeof seedLine>;
  stop(): Promise<void>;
};

/**
 * The built product as a process of its own, `ROLE=web` so that every statement is a page's, with stand-ins of LINE and
 * Shopify and a durable PostgreSQL. This process gets the product's environment too.
 */
export async function startPagesGround(): Promise<PagesGround> {
  await buildApp();
  const run = await makeRunFolder();
  const postgres = await startBenchPostgres({ settings: STATEMENT_SETTINGS });
  const appUrl = `http://localhost:${await freePort()}`;
  const clock = createFileClock(join(run.path, "clock"));
  const shared = { clock, faults: createFaults(), requests: createRequestLog() };
  const line = await createLineStandIn(shared);
  const channel = seedLine(line, { appUrl });
  const app = {
    apiKey: BENCH_API_KEY,
    apiSecret: BENCH_API_SECRET,
    url: appUrl,
    tomlPath: "shopify.app.toml",
    extensionsDir: "extensions",
  };
  const shopify = await createShopifyStandIn({ ...shared, app });
  const { domain, name } = shopify.shop();
  const env = {
    ...productEnv({
      databaseUrl: postgres.url,
      lineUrl: line.urls.api,
      shopifyUrl: shopify.urls.api,
    }),
    ROLE: "web",
    LISTEN_ADDRESS: "127.0.0.1",
    PORT: new URL(appUrl).port,
    SHOPIFY_APP_URL: appUrl,
    LINE_DATA_API_URL: line.urls.data,
    LINE_ACCESS_URL: line.urls.access,
    SHOPIFY_STANDIN_FRAMES: shopify.urls.admin,
    APP_BRIDGE_URL: `${shopify.urls.admin}/app-bridge.js`,
  };
  const log = await open(join(run.path, "app.log"), "a");
  const product = await startApp({ url: appUrl, logFile: log.fd, env });
  Object.assign(process.env, env);
  return {
    databaseUrl: postgres.url,
    appUrl,
    adminUrl: `${shopify.urls.admin}/store/${domain.split(".")[0]}/apps/${BENCH_API_KEY}`,
    shop: { domain, name },
    channel,
    async stop() {
      await product.stop();
      await Promise.all([line.close(), shopify.close(), log.close(), postgres.stop()]);
      await run.remove();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
