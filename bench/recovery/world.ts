import pg from "pg";
import { applyMigrations } from "#app/platform/migrate.server.ts";
import { startBenchPostgres } from "../ground/postgres.ts";
import { type BenchProcess, startProcess } from "../ground/process.ts";
import { productEnv } from "../ground/product-env.ts";

/** One database of the server, filled. */
export type BenchDatabase = { client: pg.Client; url: string; open: number };

export type World = {
  durability: Record<string, string>;
  usual: BenchDatabase;
  large: BenchDatabase;
  lineSink: BenchProcess;
  /** Starts the product's worker on a database; LINE is the sink unless another address is named. */
  startWorker(database: BenchDatabase, lineUrl?: string): Promise<BenchProcess>;
  startBare(): Promise<BenchProcess>;
  close(): Promise<void>;
};

/**
 * A PostgreSQL with two databases of open checkouts, few and many, and the sinks of LINE and Shopify, each a process of
 * its own.
 */
export async function openWorld(size: { open: number; large: number }): Promise<World> {
  const postgres = await startBenchPostgres({
    settings: { shared_preload_libraries: "pg_stat_statements" },
  });
  const lineSink = await startProcess({ entry: "bench/ground/line-sink.process.ts" });
  const shopifySink = await startProcess({ entry: "bench/ground/shopify-sink.process.ts" });
  const envOf = (databaseUrl: string, lineUrl = String(lineSink.ready.url)) =>
    productEnv({ databaseUrl, lineUrl, shopifyUrl: String(shopifySink.ready.url) });
  Object.assign(process.env, envOf(postgres.url));
  const { seedCheckouts, seedShops } = await import("./seed.ts");

  async function openDatabase(url: string, open: number): Promise<BenchDatabase> {
    const client = new pg.Client(url);
    await client.connect();
    await client.query("CREATE EXTENSION pg_stat_statements");
    await seedShops(client);
    await seedCheckouts(client, open);
    return { client, url, open };
  }

  const usual = await openDatabase(postgres.url, size.open);
  await usual.client.query("CREATE DATABASE large");
  const largeUrl = postgres.url.replace(/[^/]*$/, "large");
  await applyMigrations(largeUrl);
  const large = await openDatabase(largeUrl, size.large);
  // What seeding left to be written is not to be written while something is measured.
  await usual.client.query("CHECKPOINT");

  return {
    durability: postgres.durability,
    usual,
    large,
    lineSink,
    async startWorker({ client, url }, lineUrl) {
      // Shops' abandoned checkouts are read every ten minutes: nobody reads them while sending is measured.
      await client.query("UPDATE checkout_sweep SET due_at = now() + interval '9 minutes'");
      return startProcess({
        entry: "bench/recovery/worker.process.ts",
        // As `npm start` has it.
        env: { ...envOf(url, lineUrl), NODE_OPTIONS: "--max-semi-space-size=16" },
      });
    },
    startBare: () =>
      startProcess({ entry: "bench/recovery/bare.process.ts", env: envOf(usual.url) }),
    async close() {
      await Promise.all([lineSink.stop(), shopifySink.stop()]);
      await Promise.all([usual.client.end(), large.client.end()]);
      await postgres.stop();
    },
  };
}
