import { Temporal } from "temporal-polyfill";

/** ISO 8601 in the shop's own offset, to the second, as webhook payloads have it: `2026-11-22T20:00:00+09:00`. */
export function shopTime(epochMs: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs))
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });
}

/** ISO 8601 in UTC to the second, as the Admin API's DateTime has it: `2026-11-22T11:00:00Z`. */
export function utcTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
