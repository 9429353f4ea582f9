import type { BenchProcess } from "#bench/ground/process.ts";
import type { BenchReport } from "#bench/ground/report.ts";
import { interleave, median } from "#bench/ground/rounds.ts";
import { ask } from "#bench/ground/talk.ts";
import type { LoadOrder, LoadResult } from "./load.process.ts";
import type { BenchShop, Platform } from "./webhooks.ts";

type Sides = { client: BenchProcess; door: BenchProcess; bare: BenchProcess; shops: BenchShop[] };

type Load = { concurrency: number; count: number };

const WARM_UP: Load = { concurrency: 64, count: 4_000 };
/** The first are the figures that count; then a lone sender, and a sale's rush. `count` is of each round. */
const LOADS: Load[] = [
  { concurrency: 64, count: 12_000 },
  { concurrency: 1, count: 700 },
  { concurrency: 256, count: 4_000 },
];

/** Webhooks answered per second, the median of three rounds; the worst round's p99. */
export type Comparison = { ours: number; bare: number; ratio: number; p99Ms: number };

/**
 * Sends one platform's webhooks to both sides in turn.
 *
 * @returns `sent`: how many each side answered with 200, those of the warm-up too
 * @throws Error when a webhook got another answer, or none
 */
export async function compare(
  sides: Sides,
  platform: Platform,
): Promise<{ figures: Comparison; rows: BenchReport["rows"]; sent: number }> {
  const sendOurs = createSender(sides, sides.door, platform);
  const sendBare = createSender(sides, sides.bare, platform);
  await sendOurs(WARM_UP);
  await sendBare(WARM_UP);
  const compared = [];
  for (const load of LOADS) {
    const { ours, bare } = await interleave({
      ours: () => sendOurs(load),
      bare: () => sendBare(load),
    });
    compared.push({ load, ours: summarise(ours), bare: summarise(bare) });
  }
  const [{ ours, bare }] = compared as [(typeof compared)[number]];
  return {
    sent: LOADS.reduce((sum, { count }) => sum + 3 * count, WARM_UP.count),
    figures: {
      ours: Math.round(ours.perSecond),
      bare: Math.round(bare.perSecond),
      ratio: round(ours.perSecond / bare.perSecond),
      p99Ms: round(ours.p99Ms),
    },
    rows: compared.map(({ load, ours, bare }) => ({
      webhooks: platform,
      "in flight": load.concurrency,
      "ours/s": Math.round(ours.perSecond),
      "bare/s": Math.round(bare.perSecond),
      ratio: round(ours.perSecond / bare.perSecond),
      "ours p50 ms": round(ours.p50Ms),
      "ours p99 ms": round(ours.p99Ms),
      "bare p50 ms": round(bare.p50Ms),
      "bare p99 ms": round(bare.p99Ms),
    })),
  };
}

/** Each round gets webhooks of its own. */
function createSender({ client, shops }: Sides, side: BenchProcess, platform: Platform) {
  let first = 0;
  return async (load: Load): Promise<LoadResult> => {
    const order: LoadOrder = { url: String(side.ready.url), platform, shops, first, ...load };
    first += load.count;
    const result = await ask<LoadResult>(client.child, "load", order);
    if (result.accepted.length === load.count) return result;
    throw new Error(`${result.refused} webhooks were refused, and ${result.broken} not answered.`);
  };
}

function summarise(rounds: LoadResult[]) {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
    p99Ms: Math.max(...rounds.map(({ p99Ms }) => p99Ms)),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
