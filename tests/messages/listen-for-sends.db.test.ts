import type pg from "pg";
import { expect, test, vi } from "vitest";
import { createListener } from "#app/messages/listen-for-sends.server.ts";
import { pool } from "#app/platform/database.server.ts";

test("a listening connection that breaks while it is closed is given back once, and ends nothing", async () => {
  let client: pg.PoolClient | undefined;
  pool.once("acquire", (acquired: pg.PoolClient) => {
    client = acquired;
  });
  const listener = createListener({ pool, onPlanned: () => {} });
  listener.ensure();
  await vi.waitFor(() => expect(client).toBeDefined());
  await listener.close();
  expect(() => client?.emit("error", new Error("terminated"))).not.toThrow();
});
