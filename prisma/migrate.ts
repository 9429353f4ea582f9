// `npm run migrate`: brings the database to this version without starting the app, for deployments that do so first.
import { startEmbeddedPostgres } from "#app/platform/embedded-postgres.server.ts";
import { applyMigrations } from "#app/platform/migrate.server.ts";

const { DATABASE_URL, DATA_DIR } = process.env;
const postgres = DATABASE_URL
  ? undefined
  : await startEmbeddedPostgres({ folder: `${DATA_DIR || ".data"}/postgres` });
try {
  const applied = await applyMigrations(DATABASE_URL || (postgres?.url ?? ""));
  console.log(applied.length ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await postgres?.stop();
}
