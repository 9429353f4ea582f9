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

test("a connection that is lost while it is taken and idle is told, and does not end the process", async () => {
  const lost: Error[] = [];
  const pool = createPool(databaseUrl(), 2, (error) => lost.push(error));
  const taken = await pool.connect();
  const { rows } = await taken.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  await pool.query("SELECT pg_terminate_backend($1)", [rows[0]!.pid]);
  await vi.waitFor(() => expect(lost).not.toEqual([]), { timeout: 5_000 });
  await pool.end();
});
