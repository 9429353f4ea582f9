import { expect, test } from "vitest";
import { isBeforeActivation, nextOpening, timesOfStep } from "#app/recovery/recovery-clock.ts";

const at = (text: string) => new Date(text);
const day = { fromMinute: 8 * 60, untilMinute: 22 * 60 };
const overMidnight = { fromMinute: 20 * 60, untilMinute: 2 * 60 };

test("a step is due its delay after the checkout began, and may go for a day", () => {
  expect(timesOfStep({ checkoutBeganAt: at("2026-11-22T10:00:00Z"), delayMinutes: 600 })).toEqual({
    dueAt: at("2026-11-22T20:00:00Z"),
    validUntil: at("2026-11-23T20:00:00Z"),
  });
});

test("a due time is for the past when recovery or the step was switched on after it", () => {
  const dueAt = at("2026-11-22T10:00:00Z");
  const never = { activatedAt: null };
  const before = { activatedAt: at("2026-11-22T10:00:00Z") };
  const after = { activatedAt: at("2026-11-22T10:00:00.001Z") };
  expect(isBeforeActivation(dueAt, never, never)).toBe(false);
  expect(isBeforeActivation(dueAt, before, before)).toBe(false);
  expect(isBeforeActivation(dueAt, after, before)).toBe(true);
  expect(isBeforeActivation(dueAt, before, after)).toBe(true);
});

test.each([
  ["Asia/Tokyo", day, "2026-11-22T23:00:00Z", null],
  ["Asia/Tokyo", day, "2026-11-22T12:59:59Z", null],
  ["Asia/Tokyo", day, "2026-11-22T13:00:00Z", "2026-11-22T23:00:00Z"],
  ["Asia/Tokyo", day, "2026-11-22T22:59:00Z", "2026-11-22T23:00:00Z"],
  ["Asia/Tokyo", overMidnight, "2026-11-22T16:30:00Z", null],
  ["Asia/Tokyo", overMidnight, "2026-11-22T17:00:00Z", "2026-11-23T11:00:00Z"],
  ["Asia/Tokyo", { fromMinute: 540, untilMinute: 540 }, "2026-11-22T17:00:00Z", null],
  // New York goes to daylight time at 2:00 on 8 March 2026: the night is an hour shorter.
  ["America/New_York", day, "2026-03-08T04:00:00Z", "2026-03-08T12:00:00Z"],
  ["America/New_York", day, "2026-03-07T04:00:00Z", "2026-03-07T13:00:00Z"],
  // 2:30 does not exist there that night: the hours open when the clock jumps from 2:00 to 3:00.
  [
    "America/New_York",
    { fromMinute: 150, untilMinute: 600 },
    "2026-03-08T06:00:00Z",
    "2026-03-08T07:00:00Z",
  ],
  // On 1 November 2026 1:10 comes twice: at the second one, 1:30 is still to come.
  [
    "America/New_York",
    { fromMinute: 90, untilMinute: 100 },
    "2026-11-01T06:10:00Z",
    "2026-11-01T06:30:00Z",
  ],
])("in %s, with the hours %j, at %s the hours open at %s", (timeZone, hours, now, opening) => {
  expect(nextOpening(hours, timeZone, at(now))).toEqual(opening === null ? null : at(opening));
});
