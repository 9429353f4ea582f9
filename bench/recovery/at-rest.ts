import { setTimeout as wait } from "node:timers/promises";
import type { Arrival } from "../ground/line-sink.process.ts";
import { percentile } from "../ground/rounds.ts";
import { ask } from "../ground/talk.ts";
import { type Range, untilSettled } from "./our-round.ts";
import { becomeDue, lineUserId } from "./seed.ts";
import type { BenchDatabase, World } from "./world.ts";

/** Time for the worker to find its rest, and its first look. */
const BEFORE_FIRST_MS = 3_000;
/** Between two: one is over before the next, and never in step with the sweep. */
const LEAST_GAP_MS = 60;
const MOST_GAP_MS = 260;

/**
 * Single sends that become due one by one while nothing else happens.
 *
 * @returns milliseconds from due to LINE: the middle one, and what 99 of 100 stay below
 */
export async function measureAtRest(options: {
  world: World;
  database: BenchDatabase;
  range: Range;
}): Promise<{ p50Ms: number; p99Ms: number }> {
  const { world, database, range } = options;
  const worker = await world.startWorker(database);
  await ask(world.lineSink.child, "forget", { keepEach: true });
  const dueAt = new Map<string, number>();
  let next = Date.now() + BEFORE_FIRST_MS;
  for (let n = range.from; n < range.from + range.count; n++) {
    dueAt.set(lineUserId(n), next);
    next += Math.round(LEAST_GAP_MS + Math.random() * (MOST_GAP_MS - LEAST_GAP_MS));
  }
  await becomeDue(
    database.client,
    range.from,
    [...dueAt.values()].map((at) => new Date(at)),
  );
  await wait(next - Date.now());
  await untilSettled(database.client, range);
  const arrivals = await ask<Arrival[]>(world.lineSink.child, "each");
  await worker.stop();
  const lags = arrivals.map(([to, at]) => at - (dueAt.get(to) ?? Number.NaN));
  if (lags.length !== range.count || !lags.every((lag) => lag >= 0)) {
    throw new Error(`${range.count} were due one by one, and LINE got ${lags.length}.`);
  }
  return { p50Ms: percentile(lags, 0.5), p99Ms: percentile(lags, 0.99) };
}
