import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Arrivals } from "../ground/line-sink.process.ts";
import type { BenchProcess } from "../ground/process.ts";
import { ask } from "../ground/talk.ts";
import { becomeDue } from "./seed.ts";
import type { BenchDatabase, World } from "./world.ts";

export type OurRound = {
  perSecond: number;
  cpuMsPerSend: number;
  queriesPerSend: number;
  peakRssMb: number;
};

/** Which checkouts a round takes: so many from the n-th on. */
export type Range = { from: number; count: number };

type Usage = { cpuMs: number; peakRssMb: number };

/** Slower than a tenth of what is wanted: then something stands still, and a figure would say nothing. */
const SLOWEST_PER_SECOND = 40;
const MINUTE_MS = 60_000;

export const now = () => performance.timeOrigin + performance.now();

/**
 * Lets the product send what has become due in a minute, and measures from that commit until LINE has the last one.
 *
 * @param options.warmUp sends before, so that neither side is measured while it compiles its code and opens connections
 * @throws Error when LINE got more or fewer than were owed, or one is not settled
 */
export async function ourRound(options: {
  world: World;
  database: BenchDatabase;
  warmUp: Range;
  range: Range;
}): Promise<OurRound> {
  const { world, database, warmUp, range } = options;
  const { client } = database;
  const worker = await world.startWorker(database);
  await sendAll(world.lineSink, client, warmUp);
  await client.query("SELECT pg_stat_statements_reset()");
  const before = await ask<Usage>(worker.child, "usage");
  const { beganAt, lastAt } = await sendAll(world.lineSink, client, range);
  const after = await ask<Usage>(worker.child, "usage");
  const queries = await countQueries(client);
  await worker.stop();
  return {
    perSecond: range.count / ((lastAt - beganAt) / 1_000),
    cpuMsPerSend: (after.cpuMs - before.cpuMs) / range.count,
    queriesPerSend: queries / range.count,
    peakRssMb: after.peakRssMb,
  };
}

/** Returns when they became due, and when the last one was at LINE. */
async function sendAll(
  line: BenchProcess,
  client: pg.Client,
  { from, count }: Range,
): Promise<{ beganAt: number; lastAt: number }> {
  await ask(line.child, "forget", { keepEach: false });
  const first = Date.now() - MINUTE_MS;
  const times = Array.from({ length: count }, (_, n) => new Date(first + (n / count) * MINUTE_MS));
  await becomeDue(client, from, times);
  const beganAt = now();
  const arrivals = await waitFor(count, async () => {
    const arrived = await ask<Arrivals>(line.child, "arrivals");
    return arrived.pushes >= count ? arrived : null;
  });
  await untilSettled(client, { from, count });
  const { pushes } = await ask<Arrivals>(line.child, "arrivals");
  if (pushes !== count) throw new Error(`${count} were owed, and LINE got ${pushes}.`);
  return { beganAt, lastAt: arrivals.lastAt ?? Number.NaN };
}

/** Waits until all of a range are accepted. */
export async function untilSettled(client: pg.Client, { from, count }: Range): Promise<void> {
  await waitFor(count, async () => {
    const { rows } = await client.query<{ accepted: number }>(
      `SELECT count(*)::int AS accepted FROM generate_series($1::bigint, $2::bigint) AS n
       JOIN send ON send.id = bench_id('send', n) WHERE state = 'accepted'`,
      [from, from + count - 1],
    );
    return rows[0]?.accepted === count ? true : null;
  });
}

/**
 * Looks every few milliseconds until there is something.
 *
 * @throws Error when that takes far too long for so many sends
 */
async function waitFor<T>(count: number, look: () => Promise<T | null>): Promise<T> {
  const endsAt = now() + 20_000 + (count / SLOWEST_PER_SECOND) * 1_000;
  while (now() < endsAt) {
    const found = await look();
    if (found !== null) return found;
    await wait(50);
  }
  throw new Error(`${count} sends were not sent in time.`);
}

/** Statements of this database since the last reset, those of the bench among them: a handful. */
async function countQueries(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ calls: number }>(
    `SELECT sum(calls)::int AS calls FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0]?.calls ?? Number.NaN;
}
