import { liveHub } from "#app/inbox/live-hub.server.ts";
import { createIntake } from "#app/intake/intake.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { log } from "#app/platform/log.server.ts";
import { createMetricsPage } from "#app/platform/metrics.server.ts";
import { startWorker } from "#app/worker/worker.server.ts";
import { readGauges } from "./read-gauges.server.ts";

/** The doors that stand beside the pages: webhooks, and time. The Node server opens and closes them. */
export type Doors = {
  /** Takes a webhook request and answers true; false leaves the request to the pages. */
  intake: (...request: Parameters<ReturnType<typeof createIntake>["handle"]>) => boolean;
  startWorker: typeof startWorker;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
  /** Ends the streams of open windows, which would hold the process. */
  closeLive(): Promise<void>;
  /** Lets what was acknowledged be stored, then lets go of the database. */
  close(): Promise<void>;
  /** The operator's numbers, in Prometheus' format. */
  readMetrics: ReturnType<typeof createMetricsPage>;
  log: typeof log;
};

export function openDoors(): Doors {
  const intake = createIntake({ pool, db });
  return {
    intake: (request, response) => intake.handle(request, response),
    startWorker,
    async isReady() {
      try {
        await pool.query("SELECT 1");
        return true;
      } catch (err) {
        log.warn({ err }, "Not ready: the database does not answer");
        return false;
      }
    },
    closeLive: () => liveHub.close(),
    async close() {
      await Promise.all([intake.close(), liveHub.close()]);
      await db.$disconnect();
      await pool.end();
    },
    readMetrics: createMetricsPage({
      pool,
      read: () => readGauges({ pool, now: now() }),
      onError: (err) => log.warn({ err }, "The database did not tell its numbers"),
    }),
    log,
  };
}
