import type { LinkMethod } from "./link-method.ts";
import type { LinkStepName } from "./link-step.ts";

/** Lengths of time that the page offers, in days. */
export const FUNNEL_DAYS = [7, 30, 90] as const;
export const DEFAULT_FUNNEL_DAYS = 30;

export type StepCounts = Record<LinkStepName, number>;

export type LinkFunnel = {
  /** `2026-11-22`, oldest first, up to and with today in the shop's zone */
  days: string[];
  /** How often a step of a way was reached on a day; what did not happen is missing */
  counts: { day: string; method: LinkMethod; step: LinkStepName; count: number }[];
};

const NONE: StepCounts = { offered: 0, started: 0, proved: 0, linked: 0, refused: 0 };

/** The steps of all days together, for those counts that fit. */
export function sumSteps(
  counts: LinkFunnel["counts"],
  fits: (count: LinkFunnel["counts"][number]) => boolean = () => true,
): StepCounts {
  const sum = { ...NONE };
  for (const each of counts) if (fits(each)) sum[each.step] += each.count;
  return sum;
}

/** Each day's steps, of one way or of all. */
export function stepsByDay(
  { days, counts }: LinkFunnel,
  method: LinkMethod | null,
): ({ day: string } & StepCounts)[] {
  const byDay = new Map(days.map((day) => [day, { day, ...NONE }]));
  for (const { day, step, count, ...each } of counts) {
    const row = byDay.get(day);
    if (row && (method === null || each.method === method)) row[step] += count;
  }
  return [...byDay.values()];
}
