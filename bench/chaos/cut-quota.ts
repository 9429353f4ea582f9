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
  let raised = 0;
  return {
    async begin(stage: number): Promise<void> {
      if (stage === cutIn) await ask(line.child, "limitQuota", { channelId, more: LEFT });
    },
    async end(stage: number): Promise<void> {
      if (stage <= cutIn || raised > 0) return;
      await ask(line.child, "raiseQuota", { channelId });
      raised += 1;
      clock.advance(LOOKS_AGAIN_MS);
    },
    raised: () => raised,
  };
}
