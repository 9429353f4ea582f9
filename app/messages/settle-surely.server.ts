import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { log } from "#app/platform/log.server.ts";
import { createGatherer } from "./gather.ts";
import { settleSends } from "./settle-sends.server.ts";
import type { Settlement } from "./settlement.ts";

/** The database may be restarting. Past these the lease runs out, and the stored attempt is tried again. */
const AGAIN_AFTER_MS = [100, 300, 1_000, 3_000, 6_000];

/**
 * Settles in group commits, and again when the database fails meanwhile: settling twice is settling once.
 *
 * @returns settles one, and tells whether the send changed by it
 */
export function createSettle(options: {
  pool: pg.Pool;
  leasedBy: string;
  now: () => Date;
}): (settlement: Settlement) => Promise<boolean> {
  const { pool, leasedBy, now } = options;
  return createGatherer<Settlement, boolean>({
    maxItems: 500,
    async run(settlements) {
      let changed = new Set<string>();
      for (const pauseMs of [...AGAIN_AFTER_MS, null]) {
        try {
          changed = await settleSends({ pool, settlements, leasedBy, now: now() });
          break;
        } catch (err) {
          if (pauseMs === null) throw err;
          log.warn({ err, sends: settlements.length }, "Sends could not be settled; trying again");
          await wait(pauseMs);
        }
      }
      return settlements.map(({ sendId }) => changed.has(sendId));
    },
  });
}
