import { setTimeout as wait } from "node:timers/promises";
import type { SandboxClock } from "#sandbox/clock.ts";
import type { BenchProcess } from "../ground/process.ts";
import { ask } from "../ground/talk.ts";
import { createQuotaFault } from "./cut-quota.ts";
import type { Deliverer } from "./deliver.ts";
import type { Killer } from "./killer.ts";
import type { Ledger } from "./ledger.ts";
import type { Arrival, LineFaults } from "./line.process.ts";
import type { Owed } from "./owed.ts";
import type { Product } from "./product.ts";
import { type Delivery, HOUR_MS, type Script } from "./script.ts";
import { settle } from "./settle.ts";
import { findTooMuch } from "./verdict.ts";

/** At the reminder that every shop has. The stage after it only brings what began late, and no kills are planned there. */
const LAST_KILLS_HOUR = 24;
/** Rather more in the early stages, so that none is left for the last. */
const EAGERNESS = 1.25;
/** So long the last stage waits for the kills that are left: a dead worker's sends are taken over after the lease of 30 s. */
const LAST_KILLS_MS = 45_000;

export type Played = {
  arrivals: Arrival[];
  faults: Record<string, number>;
  /** What was to be decided in later stages was not tried: the run ended before. */
  lastStage: number;
};

/**
 * Plays the script: at each stage the clock is moved on, webhooks are delivered and processes killed; then it waits for
 * what has to be done before the clock may move again. A run that cannot become green any more ends with its stage.
 */
export async function playStages(options: {
  script: Script;
  owed: Owed[];
  /** Product time. */
  startedAt: number;
  clock: SandboxClock;
  product: Product;
  killer: Killer;
  deliverer: Deliverer;
  ledger: Ledger;
  line: BenchProcess;
  kills: number;
  tell: (text: string) => void;
  onMishap: (mishap: string) => void;
  stop: AbortSignal;
}): Promise<Played> {
  const { script, owed, startedAt, clock, product, killer, deliverer, line } = options;
  const { hours, windowMs } = script;
  const killStages = [...hours.keys()].filter((stage) => hours[stage]! <= LAST_KILLS_HOUR);
  // Two outages, and none in the first stage where there are enough.
  const outages = killStages.length > 3 ? [1, 3] : killStages.slice(0, 2);
  const quota = createQuotaFault({ script, line, clock });
  const arrivals: Arrival[] = [];
  const began = performance.now();
  let postgresKilled = 0;
  let lastStage = 0;

  async function killPostgres(): Promise<void> {
    await wait(windowMs / 2);
    await product.killPostgres();
    postgresKilled += 1;
  }

  async function readArrivals(): Promise<void> {
    arrivals.push(...(await ask<Arrival[]>(line.child, "arrivals", arrivals.length)));
  }

  /**
   * What was due one stage before is settled then, though who had it was killed: its customers may act in the next one.
   * And all of it is before the reminder after a day, which takes the place of what has not gone by then.
   */
  async function settleStage(stage: number): Promise<boolean> {
    const next = hours[stage + 1];
    const withAll = next === undefined || next >= LAST_KILLS_HOUR;
    if (withAll && quota.hasBegun(stage)) await quota.end();
    const hourBefore = hours[stage - 1] ?? -1;
    const dueBy = withAll ? clock.now() : startedAt + hourBefore * HOUR_MS + windowMs;
    return settle({ ...options, dueBy, withQuota: withAll });
  }

  for (const [stage, hour] of hours.entries()) {
    clock.advance(Math.max(0, startedAt + hour * HOUR_MS - clock.now()));
    const stagesLeft = killStages.filter((each) => each >= stage).length;
    const killsLeft = options.kills - sum(killer.killsAt);
    await quota.begin(stage);
    const ended = new AbortController();
    const share = Math.ceil((EAGERNESS * killsLeft) / Math.max(1, stagesLeft));
    const kills = Math.min(killsLeft, share);
    const killing = killer.kill(kills, AbortSignal.any([ended.signal, options.stop]));
    const outage = outages.includes(stage) ? killPostgres() : undefined;
    // Awaited below, when the webhooks are told: until then nobody else would hear of their failure.
    for (const begun of [killing, outage]) begun?.catch(() => undefined);
    await deliverAll(script, stage, deliverer, line);
    await outage;
    // What is left of the kills comes in the next stage, if there is one.
    await Promise.race([killing, wait(stagesLeft > 1 ? windowMs / 2 : LAST_KILLS_MS)]);
    ended.abort();
    await killing;
    const isSettled = await settleStage(stage);
    await readArrivals();
    options.tell(
      `${hour} h: ${arrivals.length} arrived, ${sum(killer.killsAt)} kills, after ${seconds(began)} s`,
    );
    lastStage = stage;
    if (!isSettled) break;
    if (findTooMuch(owed, arrivals) === 0) continue;
    // Nothing is lost only because the run ends here.
    await quota.end();
    await settle({ ...options, dueBy: clock.now(), withQuota: true });
    await readArrivals();
    break;
  }
  if (lastStage < hours.length - 1) options.onMishap(`The run ended at ${hours[lastStage]} h.`);
  const { error, timeOut, rateLimit, quotaSpent } = await ask<LineFaults>(line.child, "faults");
  const { doubled, swapped, late, again } = deliverer.counts;
  const raised = quota.raised();
  return {
    arrivals,
    lastStage,
    faults: {
      error500: error,
      timeOutAfterAcceptance: timeOut,
      rateLimit429: rateLimit,
      ...(raised !== null && { quota429: quotaSpent, quotaRaised: raised }),
      webhookDoubled: doubled,
      webhookSwapped: swapped,
      webhookDayLate: late + again,
      postgresKilled,
    },
  };
}

/** Delivers a stage's webhooks at their moments, until its window has passed. */
async function deliverAll(
  script: Script,
  stage: number,
  deliverer: Deliverer,
  line: BenchProcess,
): Promise<void> {
  const began = performance.now();
  const until = (ms: number) => wait(Math.max(0, ms - (performance.now() - began)));
  for (const delivery of script.deliveries.filter((each) => each.stage === stage)) {
    await until(delivery.afterMs);
    await changeFriendship(delivery, line);
    deliverer.deliver(delivery);
  }
  await until(script.windowMs);
}

/** What a webhook tells has happened on the phone before. */
async function changeFriendship({ happenings, way }: Delivery, line: BenchProcess): Promise<void> {
  const last = happenings.toSorted((one, other) => one.at - other.at).at(-1);
  if (way === "again" || (last?.kind !== "follow" && last?.kind !== "unfollow")) return;
  await ask(line.child, "befriend", {
    botUserId: last.person.shop.botUserId,
    userId: last.person.userId,
    friendship: last.kind === "follow" ? "following" : "blocked",
  });
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, each) => total + each, 0);
}

const seconds = (began: number) => ((performance.now() - began) / 1_000).toFixed(0);
