import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addMinutes,
  nextOpening,
  type SendingHours,
  timesOfStep,
} from "#app/recovery/recovery-clock.ts";
import { STEP_DELAYS } from "#app/recovery/recovery-step.ts";
import { moment, onTheWall, zone } from "./moments.ts";

const MINUTE = 60_000;

const hours = fc.oneof(
  fc.record({ fromMinute: fc.nat(1439), untilMinute: fc.nat(1439) }),
  // A window of a minute or a few, which a change of the clocks can swallow.
  fc
    .tuple(fc.nat(1439), fc.integer({ min: 1, max: 40 }))
    .map(([from, length]) => ({ fromMinute: from, untilMinute: (from + length) % 1440 })),
);

function isOpenByTheWall({ fromMinute, untilMinute }: SendingHours, at: number, timeZone: string) {
  const { minute } = onTheWall(at, timeZone);
  if (fromMinute === untilMinute) return true;
  const isPastFrom = minute >= fromMinute;
  const isBeforeUntil = minute < untilMinute;
  return fromMinute < untilMinute ? isPastFrom && isBeforeUntil : isPastFrom || isBeforeUntil;
}

test("the sending hours open at the first minute that is open by the wall's clock, in every zone and through every change of the clocks", () => {
  fc.assert(
    fc.property(hours, zone, moment, (window, timeZone, now) => {
      const opening = nextOpening(window, timeZone, now);
      const isOpenNow = isOpenByTheWall(window, now.getTime(), timeZone);
      expect(opening === null).toBe(isOpenNow);
      if (!opening) return;
      expect(opening.getTime()).toBeGreaterThan(now.getTime());
      expect(isOpenByTheWall(window, opening.getTime(), timeZone)).toBe(true);
      // Every minute in between is shut. Zones of our time change by whole minutes.
      const first = Math.floor(now.getTime() / MINUTE) * MINUTE + MINUTE;
      for (let at = first; at < opening.getTime(); at += MINUTE) {
        if (isOpenByTheWall(window, at, timeZone)) {
          expect.fail(`It was open at ${new Date(at).toISOString()} already`);
        }
      }
      // A send that waits until then is not held again.
      expect(nextOpening(window, timeZone, opening)).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test("a step is due its delay after the checkout began and may go for 24 hours, whatever the clocks do", () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(...STEP_DELAYS), (checkoutBeganAt, delayMinutes) => {
      const { dueAt, validUntil } = timesOfStep({ checkoutBeganAt, delayMinutes });
      expect(dueAt.getTime() - checkoutBeganAt.getTime()).toBe(delayMinutes * MINUTE);
      expect(validUntil.getTime() - dueAt.getTime()).toBe(24 * 60 * MINUTE);
      expect(addMinutes(dueAt, -delayMinutes)).toEqual(checkoutBeganAt);
    }),
  );
});

test("a send that became due while the hours were shut can still go when they open, if they open for an hour a day", () => {
  const anHourOrMore = fc
    .tuple(fc.nat(1439), fc.integer({ min: 61, max: 1439 }))
    .map(([from, length]) => ({ fromMinute: from, untilMinute: (from + length) % 1440 }));
  fc.assert(
    fc.property(anHourOrMore, zone, moment, (window, timeZone, dueAt) => {
      const opening = nextOpening(window, timeZone, dueAt) ?? dueAt;
      const { validUntil } = timesOfStep({ checkoutBeganAt: dueAt, delayMinutes: 0 });
      expect(opening.getTime()).toBeLessThan(validUntil.getTime());
    }),
    { numRuns: 1_000 },
  );
});
