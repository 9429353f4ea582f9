import type { StepDelay } from "./recovery-step.ts";

/** What is counted, for a day, for a step or in all. */
export type Counts = {
  /** Sends that LINE accepted. */
  sends: number;
  /** Sends of which the button or an item was tapped. */
  taps: number;
  /** Checkouts that an order came of. */
  recovered: number;
  /** What those orders brought, less refunds, in the shop's currency. */
  revenue: number;
};

export type DayCounts = Counts & { day: string; checkouts: number };
export type StepCounts = Counts & { delayMinutes: StepDelay };

export type Results = {
  totals: Counts & { checkouts: number };
  /** Oldest first, days without anything included. */
  days: DayCounts[];
  /** By delay; steps that never sent anything and are off are left out. */
  steps: StepCounts[];
};

export const NOTHING: Counts = { sends: 0, taps: 0, recovered: 0, revenue: 0 };

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    sends: one.sends + other.sends,
    taps: one.taps + other.taps,
    recovered: one.recovered + other.recovered,
    revenue: one.revenue + other.revenue,
  };
}
