import { expect, test, vi } from "vitest";
import { createDatabase, createPool, databaseUrl } from "#app/platform/db.server.ts";

test("a connection that breaks within a transaction gives its place in the pool back", async () => {
  const pool = createPool(databaseUrl(), 1, () => undefined);
  const db = createDatabase(pool);
  const broken = db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  });
  await expect(broken).rejects.toThrow();
  await vi.waitFor(async () => expect(await db.shop.count()).toBe(0), { timeout: 5_000 });
  await pool.end();
});
