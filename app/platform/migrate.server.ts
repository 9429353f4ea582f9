import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { runMigrations as migrateJobQueue } from "graphile-worker";
import pg from "pg";
import { childEnv } from "./env.server.ts";

/** Any number that nothing else locks: whoever holds it is migrating. */
const MIGRATION_LOCK = 7_301_952;

/** A database that cannot be brought to this version, in a sentence that says what to do. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Brings the database to this version: Prisma's migrations, then the job queue's. Held under an advisory lock, so
 * that several processes can start at once; whoever comes second finds nothing left to do.
 *
 * @returns the names of the migrations that were applied, oldest first
 * @throws MigrationError when the database is newer than this version, or a migration fails
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (cause) {
    throw new MigrationError(
      `The database does not answer at ${new URL(databaseUrl).host}: ${(cause as Error).message}. Check DATABASE_URL and that PostgreSQL is running.`,
      { cause },
    );
  }
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const shipped = await shippedMigrations();
    const applied = await appliedMigrations(client);
    const unknown = applied.filter((name) => !shipped.includes(name));
    if (unknown.length) {
      throw new MigrationError(
        `The database was written by a newer version of Musubi (it has ${unknown.join(", ")}). Start that version, or restore an older backup.`,
      );
    }
    const pending = shipped.filter((name) => !applied.includes(name));
    if (pending.length) await deploy(databaseUrl);
    await migrateJobQueue({ connectionString: databaseUrl });
    return pending;
  } finally {
    // Ends the session, and the lock with it.
    await client.end();
  }
}

async function shippedMigrations(): Promise<string[]> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ name: string | null }>(
    `SELECT to_regclass('_prisma_migrations')::text AS name`,
  );
  if (!found[0]?.name) return [];
  const { rows } = await client.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1",
  );
  return rows.map((row) => row.migration_name);
}

/**
 * Runs `prisma migrate deploy`. Its JavaScript engine leaves the 10 s timer of its own lock running after the work is
 * done, so the process is ended at its closing line rather than waited for.
 */
async function deploy(databaseUrl: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ["node_modules/prisma/build/index.js", "migrate", "deploy"],
    {
      env: childEnv({ DATABASE_URL: databaseUrl, PRISMA_HIDE_UPDATE_MESSAGE: "1" }),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  const succeeded = await new Promise<boolean>((done, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/successfully applied|No pending migrations/.test(output)) done(true);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", fail);
    child.once("exit", (code) => done(code === 0));
  });
  child.kill();
  if (!succeeded) throw new MigrationError(`prisma migrate deploy failed:\n${output}`);
}
