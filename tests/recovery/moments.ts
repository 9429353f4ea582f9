import fc from "fast-check";

/** Every zone that a shop may have. */
const ZONES = [...Intl.supportedValuesOf("timeZone"), "UTC"];

/** Around these, clocks and calendars do what they otherwise do not. */
const NOTABLE = [
  "2026-11-22T15:00:00Z", // Midnight in Japan
  "2026-12-31T15:00:00Z", // New Year, and a month's end, in Japan
  "2026-03-08T07:00:00Z", // Daylight saving time begins in New York
  "2026-11-01T06:00:00Z", // and ends
  "2028-02-28T15:00:00Z", // A leap day begins in Japan,
  "2028-02-29T15:00:00Z", // and ends
  "2028-02-29T05:00:00Z", // A leap day begins in New York
  "2026-04-23T22:00:00Z", // Midnight does not come in Cairo: the clocks go from 0:00 to 1:00
  "2026-04-04T15:00:00Z", // Lord Howe Island goes back by half an hour
  "2024-03-24T03:00:00Z", // The clocks of Asunción went from midnight back to 23:00 of the day before
].map((text) => Date.parse(text));

const anywhere = fc.integer({
  min: Date.parse("2023-01-01T00:00:00Z"),
  max: Date.parse("2034-12-31T00:00:00Z"),
});
const nearby = fc
  .tuple(fc.constantFrom(...NOTABLE), fc.integer({ min: -26 * 3_600_000, max: 26 * 3_600_000 }))
  .map(([at, ms]) => at + ms);
const onTheDot = fc
  .tuple(
    fc.constantFrom(...NOTABLE),
    fc.integer({ min: -104, max: 104 }),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([at, quarters, ms]) => at + quarters * 15 * 60_000 + ms);

/** A moment, to the millisecond: mostly one at which clocks and calendars are at their worst. */
export const moment = fc
  .oneof(
    { weight: 1, arbitrary: anywhere },
    { weight: 2, arbitrary: nearby },
    { weight: 3, arbitrary: onTheDot },
  )
  .map((ms) => new Date(ms));

export const zone = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("Asia/Tokyo", "America/New_York", "Africa/Cairo") },
  { weight: 2, arbitrary: fc.constantFrom(...ZONES) },
);

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a calendar and a clock on the wall there show, as Intl tells it: the product asks Temporal. */
export function onTheWall(at: Date | number, timeZone: string): { day: string; minute: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  formats.set(timeZone, format);
  // `2026-11-22 09:30`
  const [day = "", time = ""] = format.format(at).split(" ");
  const [hour, minute] = time.split(":").map(Number);
  return { day, minute: hour! * 60 + minute! };
}
