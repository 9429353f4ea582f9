// `npm run migrate`: brings the database to this version without starting the app, for deployments that do so first.
import { EmbeddedPostgresError } from "#app/platform/embedded-postgres-place.server.ts";
import { startEmbeddedPostgres } from "#app/platform/embedded-postgres.server.ts";
import { EnvError, parseDatabaseEnv } from "#app/platform/env.server.ts";
import { applyMigrations, MigrationError } from "#app/platform/migrate.server.ts";

async function migrate(): Promise<string[]> {
  const { DATABASE_URL, DATA_DIR } = parseDatabaseEnv(process.env);
  if (DATABASE_URL) return applyMigrations(DATABASE_URL);
  const postgres = await startEmbeddedPostgres({ folder: `${DATA_DIR}/postgres` });
  try {
    return await applyMigrations(postgres.url);
  } finally {
    await postgres.stop();
  }
}

try {
  const applied = await migrate();
  console.log(applied.length ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
} catch (error) {
  const isExpected = [EmbeddedPostgresError, EnvError, MigrationError].some(
    (type) => error instanceof type,
  );
  console.error(isExpected ? (error as Error).message : error);
  process.exitCode = 1;
}
