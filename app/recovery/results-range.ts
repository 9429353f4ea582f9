import { Temporal } from "temporal-polyfill";

/** Lengths of time that the results page offers, in days. */
export const RANGE_DAYS = [7, 30, 90] as const;

export type ResultsRange = {
  /** Midnight in the shop's zone at which the first day begins. */
  from: Date;
  /** Midnight after the last day, which is today. */
  until: Date;
  /** `2026-11-22`, oldest first. */
  days: string[];
  /** Midnight at which each of them begins. */
  midnights: Date[];
};

/** Whole days in the shop's zone, up to and with today. */
export function resultsRange(options: { days: number; now: Date; timeZone: string }): ResultsRange {
  const { days, now, timeZone } = options;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const first = today.subtract({ days: days - 1 });
  const midnight = (day: Temporal.PlainDate) =>
    new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  const dates = Array.from({ length: days }, (_, index) => first.add({ days: index }));
  return {
    from: midnight(first),
    until: midnight(today.add({ days: 1 })),
    days: dates.map(String),
    midnights: dates.map(midnight),
  };
}
