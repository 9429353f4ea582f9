import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { LIVE_CHANNEL } from "./live-changes.server.ts";
import { log } from "./log.server.ts";

const AGAIN_AFTER_MS = 500;

/**
 * Hears on one connection of this process which shops' changes are committed.
 *
 * @param options.onCall hears the shop's id
 * @param options.onListening the connection is new: what was called before is not known
 */
export function listenForLive(options: {
  pool: pg.Pool;
  onCall: (shopId: string) => void;
  onListening: () => void;
}): { close(): Promise<void> } {
  const { pool, onCall, onListening } = options;
  const closing = new AbortController();
  const { signal } = closing;

  async function listen(): Promise<void> {
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      const over = new Promise<void>((done) => {
        client!.once("end", done).once("error", done);
        signal.addEventListener("abort", () => done(), { once: true });
      });
      client.on("notification", ({ payload }) => onCall(payload ?? ""));
      await client.query(`LISTEN ${LIVE_CHANNEL}`);
      onListening();
      if (!signal.aborted) await over;
    } finally {
      // Never back into the pool: it still listens.
      client?.release(true);
    }
  }

  async function keepListening(): Promise<void> {
    while (!signal.aborted) {
      await listen().catch((err: unknown) =>
        log.warn({ err }, "Live updates cannot listen; they look every few seconds instead"),
      );
      if (!signal.aborted) await wait(AGAIN_AFTER_MS);
    }
  }

  const listening = keepListening();
  return {
    async close() {
      closing.abort();
      await listening;
    },
  };
}
