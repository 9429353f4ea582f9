import type pg from "pg";
import { log } from "#app/platform/log.server.ts";
import { SENDS_PLANNED } from "./plan-sends.server.ts";

/**
 * Hears when something was planned that is due at once. Only a saving of time: whatever is not heard is found by the
 * sweep, so a connection that is lost is taken up again when `ensure` is called next.
 */
export function createListener(options: { pool: pg.Pool; onPlanned: () => void }) {
  const { pool, onPlanned } = options;
  let listening: Promise<pg.PoolClient | null> | null = null;

  async function open(): Promise<pg.PoolClient | null> {
    try {
      const client = await pool.connect();
      client.on("notification", onPlanned);
      client.once("error", (err: Error) => {
        log.warn({ err }, "The dispatcher's listening connection was lost");
        listening = null;
        client.release(err);
      });
      await client.query(`LISTEN ${SENDS_PLANNED}`);
      return client;
    } catch (err) {
      log.warn({ err }, "The dispatcher cannot listen; it goes by its clock");
      listening = null;
      return null;
    }
  }

  return {
    ensure: () => void (listening ??= open()),
    async close(): Promise<void> {
      // A connection that listens is of no use to others.
      (await listening)?.release(true);
      listening = null;
    },
  };
}
