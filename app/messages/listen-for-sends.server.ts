import type pg from "pg";
import { log } from "#app/platform/log.server.ts";
import { SENDS_PLANNED } from "./plan-sends.server.ts";

/**
 * Hears when something was planned that is due at once. Only a saving of time: whatever is not heard is found by the
 * sweep, so a connection that is lost is taken up again when `ensure` is called next.
 */
export function createListener(options: { pool: pg.Pool; onPlanned: () => void }) {
  const { pool, onPlanned } = options;
  let listening: Promise<() => void> | null = null;

  /** Returns how to give the connection back: once, though it may break and be closed at the same moment. */
  async function open(): Promise<() => void> {
    let giveBack = () => {};
    try {
      const client = await pool.connect();
      let isHeld = true;
      giveBack = () => {
        // A connection that listens is of no use to others.
        if (isHeld) client.release(true);
        isHeld = false;
      };
      client.on("notification", onPlanned);
      client.once("error", (err: Error) => {
        log.warn({ err }, "The dispatcher's listening connection was lost");
        listening = null;
        giveBack();
      });
      await client.query(`LISTEN ${SENDS_PLANNED}`);
    } catch (err) {
      log.warn({ err }, "The dispatcher cannot listen; it goes by its clock");
      listening = null;
      giveBack();
    }
    return giveBack;
  }

  return {
    ensure: () => void (listening ??= open()),
    async close(): Promise<void> {
      (await listening)?.();
      listening = null;
    },
  };
}
