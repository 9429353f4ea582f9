import type { SandboxClock } from "#sandbox/clock.ts";
import type { BenchProcess } from "../ground/process.ts";
import { ask } from "../ground/talk.ts";
import type { Script } from "./script.ts";

/** Messages that the channel may still send. */
const LEFT = 3;
/** The product asks for a spent quota every five minutes of its time. */
const LOOKS_AGAIN_MS = 6 * 60_000;

/** Spends one channel's quota while its shop's first reminders go, and raises it later. */
export function createQuotaFault(options: {
  script: Script;
  line: BenchProcess;
  clock: SandboxClock;
}) {
  const { script, line, clock } = options;
  const { stage: cutIn, shop } = script.limited;
  const { channelId } = shop;
  // In a run of two stages a worker that starts again may read the quota before anything was refused for it.
  const isCut = script.hours.length > 2;
  let raised = 0;
  return {
    async begin(stage: number): Promise<void> {
      if (isCut && stage === cutIn) await ask(line.child, "limitQuota", { channelId, more: LEFT });
    },
    /** Whether its reminders were refused in a stage before this one. */
    hasBegun: (stage: number) => isCut && stage > cutIn,
    async end(): Promise<void> {
      if (!isCut || raised > 0) return;
      await ask(line.child, "raiseQuota", { channelId });
      raised += 1;
      clock.advance(LOOKS_AGAIN_MS);
    },
    /** How often it was raised; null when it is left alone. */
    raised: () => (isCut ? raised : null),
  };
}
