import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { BenchProcess } from "#bench/ground/process.ts";

/**
 * Lets a worker of its own process work off all that is stored, from its start to the last event's mark.
 *
 * @throws Error when an event failed
 */
export async function workBacklog(options: {
  database: pg.Client;
  startWorker: () => Promise<BenchProcess>;
}): Promise<{ events: number; seconds: number; perSecond: number }> {
  const { database, startWorker } = options;
  const worker = await startWorker();
  while (await hasWaiting(database)) await wait(200);
  await worker.stop();
  const { rows } = await database.query<{ events: number; failed: number; last: Date }>(
    `SELECT count(*)::int AS events, max(processed_at) AS last,
       (count(*) FILTER (WHERE attempts > 0 OR body IS NOT NULL))::int AS failed
     FROM webhook_event`,
  );
  const { events, failed, last } = rows[0]!;
  if (failed > 0) throw new Error(`${failed} of ${events} events failed in the worker.`);
  const seconds = (last.getTime() - Number(worker.ready.startedAt)) / 1000;
  return { events, seconds, perSecond: events / seconds };
}

async function hasWaiting(database: pg.Client): Promise<boolean> {
  const { rows } = await database.query<{ waits: boolean }>(
    "SELECT EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL) AS waits",
  );
  return rows[0]!.waits;
}
