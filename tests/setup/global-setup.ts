import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#app/platform/embedded-postgres.server.ts";
import { applyMigrations } from "#app/platform/migrate.server.ts";

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  interface ProvidedContext {
    /** The migrated database that each test file gets a copy of. */
    templateUrl: string;
  }
}

/** One real PostgreSQL for the whole run, migrated once; durability is off, since its data dies with the run. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "musubi-tests-"));
  // Run by root, PostgreSQL belongs to another user, who has to reach its data.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, "postgres"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
  });
  await applyMigrations(postgres.url);
  project.provide("templateUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
