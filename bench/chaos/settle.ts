import { setTimeout as wait } from "node:timers/promises";
import type { Deliverer } from "./deliver.ts";
import type { Ledger } from "./ledger.ts";

/** Leases are 30 s of real time: when nothing has moved for twice as long, nothing will. */
const STUCK_MS = 60_000;
const LOOK_EVERY_MS = 250;

/**
 * Waits until every webhook is answered and worked on, and every reminder that was due by then has come to its end.
 *
 * @param options.dueBy product time
 * @param options.withQuota also what waits for a quota
 * @param options.onMishap hears what still waited, when it never will be done
 * @returns whether it is done
 */
export async function settle(options: {
  ledger: Ledger;
  deliverer: Deliverer;
  dueBy: number;
  withQuota: boolean;
  onMishap: (mishap: string) => void;
  stop: AbortSignal;
}): Promise<boolean> {
  const { ledger, deliverer, onMishap, stop } = options;
  let seen = "";
  let movedAt = performance.now();
  while (!stop.aborted) {
    const { waitingEvents, unsettledSends, settledSends } = await ledger.progress(options);
    const underWay = deliverer.underWay();
    if (underWay + waitingEvents + unsettledSends === 0) return true;
    const state = `${underWay} webhooks not answered, ${waitingEvents} not worked on, ${unsettledSends} sends not settled, ${settledSends} settled`;
    if (state !== seen) movedAt = performance.now();
    seen = state;
    if (performance.now() - movedAt > STUCK_MS) {
      onMishap(`Nothing has moved for ${STUCK_MS / 1_000} s: ${state}.`);
      return false;
    }
    await wait(LOOK_EVERY_MS);
  }
  return false;
}
