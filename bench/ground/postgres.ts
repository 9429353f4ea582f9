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
  const removeAtOnce = async () => {
    await killPostgres(await dataDirectory(postgres.url));
    await rm(folder, { recursive: true, force: true });
  };
  running.add(removeAtOnce);
  return {
    url: postgres.url,
    durability,
    async killAndRestart() {
      await killPostgres(await dataDirectory(postgres.url));
      const port = Number(new URL(postgres.url).port);
      postgres = await startEmbeddedPostgres({ folder, settings, port });
    },
    async stop() {
      running.delete(removeAtOnce);
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const running = new Set<() => Promise<void>>();

/** Leaves nothing behind of a bench that is ended before its time: servers are killed, their data is removed. */
export async function removeRunningPostgres(): Promise<void> {
  await Promise.all([...running].map((removeAtOnce) => removeAtOnce()));
}

async function dataDirectory(url: string): Promise<string> {
  const row = await ask<{ data_directory: string }>(url, "SHOW data_directory");
  return row.data_directory;
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
