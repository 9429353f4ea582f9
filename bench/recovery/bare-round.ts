import type { Arrivals } from "../ground/line-sink.process.ts";
import { ask } from "../ground/talk.ts";
import { now } from "./our-round.ts";
import type { World } from "./world.ts";

/** As many calls at once as the product's dispatcher makes. */
const CONCURRENCY = 256;

export type BareRound = { perSecond: number; cpuMsPerSend: number };

/** Pushes the same bodies in a loop, with nothing around it, and measures as our side is measured. */
export async function bareRound(options: {
  world: World;
  warmUp: number;
  count: number;
}): Promise<BareRound> {
  const { world, warmUp, count } = options;
  const bare = await world.startBare();
  const push = (count: number) =>
    ask<{ cpuMs: number }>(bare.child, "push", { count, concurrency: CONCURRENCY });
  await push(warmUp);
  await ask(world.lineSink.child, "forget", { keepEach: false });
  const beganAt = now();
  const { cpuMs } = await push(count);
  const { lastAt, pushes } = await ask<Arrivals>(world.lineSink.child, "arrivals");
  await bare.stop();
  if (pushes !== count || lastAt === null) throw new Error(`LINE got ${pushes} of ${count}.`);
  return { perSecond: count / ((lastAt - beganAt) / 1_000), cpuMsPerSend: cpuMs / count };
}
