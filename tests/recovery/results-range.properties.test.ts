import fc from "fast-check";
import { expect, test } from "vitest";
import { RANGE_DAYS, resultsRange } from "#app/recovery/results-range.ts";
import { moment, onTheWall, zone } from "./moments.ts";

const days = fc.constantFrom(1, ...RANGE_DAYS);

test("a range is so many days that follow each other, the last of which is today on the shop's wall", () => {
  fc.assert(
    fc.property(days, zone, moment, (count, timeZone, now) => {
      const range = resultsRange({ days: count, now, timeZone });
      expect(range.days).toHaveLength(count);
      expect(range.days.at(-1)).toBe(onTheWall(now, timeZone).day);
      for (const [index, day] of range.days.slice(1).entries()) {
        expect(Date.parse(day) - Date.parse(range.days[index]!)).toBe(86_400_000);
      }
      expect(range.from.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(range.until.getTime()).toBeGreaterThan(now.getTime());
    }),
    { numRuns: 1_000 },
  );
});

test("every moment of a range falls on one of its days, and the moments before and after it on none", () => {
  fc.assert(
    fc.property(
      days,
      zone,
      moment,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
      (count, timeZone, now, shares) => {
        const range = resultsRange({ days: count, now, timeZone });
        const [from, until] = [range.from.getTime(), range.until.getTime()];
        const dayOf = (at: number) => onTheWall(at, timeZone).day;
        const within = shares.map((share) => Math.floor(from + share * (until - 1 - from)));
        for (const at of [from, ...within, until - 1]) expect(range.days).toContain(dayOf(at));
        expect(dayOf(from)).toBe(range.days[0]);
        expect(range.days).not.toContain(dayOf(from - 1));
        expect(range.days).not.toContain(dayOf(until));
      },
    ),
    { numRuns: 1_000 },
  );
});

test("ranges of days that follow each other meet: no moment is lost between them or counted twice", () => {
  fc.assert(
    fc.property(days, zone, moment, (count, timeZone, now) => {
      const today = resultsRange({ days: 1, now, timeZone });
      const tomorrow = resultsRange({ days: 1, now: today.until, timeZone });
      expect(tomorrow.from).toEqual(today.until);
      // A longer range is its days laid end to end.
      let [at, range] = [today.until, today];
      for (let day = 0; day < Math.min(count, 30); day++) {
        range = resultsRange({ days: 1, now: new Date(at.getTime() - 1), timeZone });
        expect(range.until).toEqual(at);
        at = range.from;
      }
      expect(resultsRange({ days: Math.min(count, 30), now, timeZone }).from).toEqual(at);
    }),
    { numRuns: 300 },
  );
});
