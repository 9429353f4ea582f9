import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { now } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import { INTAKE_CHANNEL } from "#app/platform/intake-channel.ts";
import { log } from "#app/platform/log.server.ts";
import type { Work } from "./work.ts";
import { webhookWork } from "./work-events.server.ts";
import { workLane } from "./work-lane.server.ts";

export type IntakeWorker = {
  /** Finishes the events in hand, then ends. */
  stop(): Promise<void>;
};

/** Calls may be lost with a connection, and a failed event's next try comes without one. */
const POLL_MS = 1_000;
const CLEAN_EVERY_MS = 10 * 60 * 1000;
/** product.md, "What is kept": a body until it is worked on, 7 days at most. Duplicates come within a day. */
const KEEP_DAYS = 7;

/**
 * Works off stored webhook events until stopped: `concurrency` lanes at a time, each lane's events in order, woken by
 * the door's call and looking by itself every second.
 *
 * @param options.work for tests; otherwise what the product does
 */
export async function startIntakeWorker(options: {
  pool: pg.Pool;
  db: Database;
  concurrency?: number;
  work?: Work;
}): Promise<IntakeWorker> {
  const { pool, db, concurrency = 4, work = webhookWork } = options;
  const stopping = new AbortController();
  let bell = Promise.withResolvers<void>();
  const ring = () => {
    const rung = bell;
    bell = Promise.withResolvers();
    rung.resolve();
  };
  const isStopping = () => stopping.signal.aborted;

  async function workLanes() {
    let after = -1;
    while (!isStopping()) {
      const next = bell.promise;
      const lane = await workLane({ db, work, after, isStopping }).catch((err: unknown) => {
        log.error({ err }, "A batch of webhook events was rolled back and will be worked again");
        return null;
      });
      if (lane === null) {
        await Promise.race([next, pause(POLL_MS, stopping.signal)]);
      } else after = lane;
    }
  }

  const listening = listen({ pool, ring, signal: stopping.signal });
  const working = Array.from({ length: concurrency }, workLanes);
  const clean = () =>
    deleteOldEvents({ db, now: now() }).catch((err: unknown) =>
      log.warn({ err }, "Old webhook events could not be deleted"),
    );
  const cleaning = setInterval(() => void clean(), CLEAN_EVERY_MS);
  await clean();
  return {
    async stop() {
      stopping.abort();
      clearInterval(cleaning);
      await Promise.all([...working, listening]);
    },
  };
}

/** Rings when the door stored something. A lost connection is made anew; until then the poll serves. */
async function listen(options: {
  pool: pg.Pool;
  ring: () => void;
  signal: AbortSignal;
}): Promise<void> {
  const { pool, ring, signal } = options;
  while (!signal.aborted) {
    let client: pg.PoolClient | undefined;
    let isLost = false;
    try {
      client = await pool.connect();
      const lost = new Promise<void>((done) => client!.once("end", done).once("error", done));
      client.on("notification", ring);
      await client.query(`LISTEN ${INTAKE_CHANNEL}`);
      await Promise.race([lost, aborted(signal)]);
    } catch (err) {
      log.warn({ err }, "The intake worker cannot listen; it looks every second instead");
      isLost = true;
    } finally {
      // Never back into the pool: it still listens.
      client?.release(true);
    }
    if (isLost) await pause(POLL_MS, signal);
  }
}

/** So many rows are looked at and locked at a time. */
const OLDEST = 5_000;

/**
 * Deletes what is older than seven days, worked on or not. Ids grow with the time, so the oldest are the first: an index
 * of times would be paid for twice with every event, when it is stored and when it is done. Returns how many.
 */
export async function deleteOldEvents(options: { db: Database; now: Date }): Promise<number> {
  const before = new Date(options.now.getTime() - KEEP_DAYS * 24 * 60 * 60 * 1000);
  let sum = 0;
  for (let deleted = 1; deleted > 0; sum += deleted) {
    deleted = await options.db.$executeRaw`
      DELETE FROM webhook_event WHERE received_at < ${before}
        AND id IN (SELECT id FROM webhook_event ORDER BY id LIMIT ${OLDEST})`;
  }
  return sum;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done(), { once: true });
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
