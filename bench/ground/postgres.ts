import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "#app/platform/embedded-postgres.server.ts";
import { applyMigrations } from "#app/platform/migrate.server.ts";
import { killPostgres } from "./kill-postgres.ts";

export type BenchPostgres = {
  url: string;
  /** What the server itself says about its durability, for the table. */
  durability: { fsync: string; synchronous_commit: string };
  /** Kills the server with all its processes, starts it again at the same address, and waits until it has recovered. */
  killAndRestart(): Promise<void>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
};

/**
 * Starts a migrated PostgreSQL of its own, in a new folder, as durable as in production: `fsync` and
 * `synchronous_commit` are on.
 *
 * @param options.settings of the server, beside the product's own
 * @throws Error when the server says otherwise: a figure without durability would be worth nothing
 */
export async function startBenchPostgres(
  options: { settings?: Record<string, string> } = {},
): Promise<BenchPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "musubi-bench-"));
  const { settings } = options;
  let postgres = await startEmbeddedPostgres({ folder, settings });
  await applyMigrations(postgres.url);
  const durability = await readDurability(postgres.url);
  if (durability.fsync !== "on" || durability.synchronous_commit !== "on") {
    throw new Error(`PostgreSQL is not durable here: ${JSON.stringify(durability)}`);
  }
  return {
    url: postgres.url,
    durability,
    async killAndRestart() {
      const { data_directory: data } = await ask<{ data_directory: string }>(
        postgres.url,
        "SHOW data_directory",
      );
      await killPostgres(data);
      const port = Number(new URL(postgres.url).port);
      postgres = await startEmbeddedPostgres({ folder, settings, port });
    },
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readDurability(url: string): Promise<BenchPostgres["durability"]> {
  return ask(
    url,
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit",
  );
}

async function ask<Row extends pg.QueryResultRow>(url: string, question: string): Promise<Row> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<Row>(question);
  await client.end();
  return rows[0]!;
}
