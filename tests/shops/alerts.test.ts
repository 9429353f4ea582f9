import fc from "fast-check";
import { expect, test } from "vitest";
import { type AlertFacts, DISMISSIBLE, listAlerts } from "#app/shops/alerts.ts";
import { isSilent } from "#app/shops/webhook-silence.ts";
import { isUnfollowJump } from "#app/friends/unfollow-jump.ts";

const NOW = new Date("2026-11-22T03:00:00Z");
const HOUR = 60 * 60_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const none = { count: 0, since: null };

/** A shop in which nothing is wrong. */
const WELL: AlertFacts = {
  line: {
    refused: null,
    isUndecided: false,
    webhookProblem: null,
    hasWebhook: true,
    quota: { limit: 1_000, used: 0, readAt: NOW, spentSince: null },
  },
  waitingForQuota: none,
  late: none,
  unknown: none,
  rejected: none,
  unfollows: { lately: 0, usual: 0, since: null, isJump: false },
  silence: { line: null, shopify: null },
  dataRequests: none,
  setAside: none,
};

const withLine = (line: Partial<NonNullable<AlertFacts["line"]>>): AlertFacts => ({
  ...WELL,
  line: { ...WELL.line!, ...line },
});
const withQuota = (quota: Partial<NonNullable<NonNullable<AlertFacts["line"]>["quota"]>>) =>
  withLine({ quota: { ...WELL.line!.quota!, ...quota } });
const names = (facts: AlertFacts, dismissed = {}, now = NOW) =>
  listAlerts(facts, dismissed, now).map(({ name }) => name);

test("a shop in which nothing is wrong, and one without LINE, have no alert", () => {
  expect(names(WELL)).toEqual([]);
  expect(names({ ...WELL, line: null })).toEqual([]);
});

test.each([
  [799, []],
  [800, ["quotaNear"]],
  [949, ["quotaNear"]],
  [950, ["quotaAlmostSpent"]],
  [1_000, ["quotaAlmostSpent"]],
  [1_200, ["quotaAlmostSpent"]],
])("with %i of 1,000 messages used the alerts are %o", (used, expected) => {
  expect(names(withQuota({ used }))).toEqual(expected);
});

test("a plan without a limit is never near its end, and a spent one is told once", () => {
  expect(names(withQuota({ limit: null, used: 90_000 }))).toEqual([]);
  expect(names(withQuota({ used: 1_000, spentSince: ago(1) }))).toEqual(["quotaSpent"]);
});

test("that the quota is near stays away for the month in Japan, and comes back when it is nearer", () => {
  const near = withQuota({ used: 800 });
  const dismissed = { quotaNear: new Date("2026-11-20T00:00:00Z") };
  expect(names(near, dismissed)).toEqual([]);
  expect(names(near, dismissed, new Date("2026-11-30T14:59:59Z"))).toEqual([]);
  expect(names(near, dismissed, new Date("2026-11-30T15:00:00Z"))).toEqual(["quotaNear"]);
  expect(names(withQuota({ used: 950 }), dismissed)).toEqual(["quotaAlmostSpent"]);
});

test("where LINE's webhook is off or another's, LINE's silence is not told as a second cause", () => {
  const silence = { line: ago(48), shopify: null };
  expect(names({ ...WELL, silence })).toEqual(["lineSilent"]);
  expect(names({ ...withLine({ hasWebhook: false }), silence })).toEqual([]);
  const webhookProblem = { what: "inactive", since: ago(2) } as const;
  expect(names({ ...withLine({ webhookProblem }), silence })).toEqual(["webhookInactive"]);
});

test("a silence that was put away stays away; one that began later does not", () => {
  const silent = { ...WELL, silence: { line: null, shopify: ago(30) } };
  expect(names(silent, { shopifySilent: ago(29) })).toEqual([]);
  expect(names(silent, { shopifySilent: ago(31) })).toEqual(["shopifySilent"]);
});

const counted = fc.nat(3).map((count) => ({ count, since: count > 0 ? ago(1) : null }));
const moment = fc.option(fc.integer({ min: 0, max: 24 * 40 }).map(ago));
const facts: fc.Arbitrary<AlertFacts> = fc.record({
  line: fc.option(
    fc.record({
      refused: fc.option(fc.record({ since: moment })),
      isUndecided: fc.boolean(),
      webhookProblem: fc.option(
        fc.record({
          what: fc.constantFrom("inactive" as const, "elsewhere" as const),
          since: moment,
        }),
      ),
      hasWebhook: fc.boolean(),
      quota: fc.option(
        fc.record({
          limit: fc.option(fc.nat(2_000)),
          used: fc.nat(3_000),
          readAt: fc.constant(NOW),
          spentSince: moment,
        }),
      ),
    }),
  ),
  waitingForQuota: counted,
  late: counted,
  unknown: counted,
  rejected: counted,
  unfollows: fc.record({
    lately: fc.nat(50),
    usual: fc.float({ min: 0, max: 20, noNaN: true }),
    since: moment,
    isJump: fc.boolean(),
  }),
  silence: fc.record({ line: moment, shopify: moment }),
  dataRequests: counted,
  setAside: counted,
});

test("whatever is wrong, each alert stands once, the critical ones first, and at most one is about the quota", () => {
  fc.assert(
    fc.property(facts, (given) => {
      const alerts = listAlerts(given, {}, NOW);
      const told = alerts.map(({ name }) => name);
      expect(new Set(told).size).toBe(told.length);
      const tones = alerts.map(({ tone }) => tone);
      expect(tones).toEqual([...tones].sort());
      expect(told.filter((name) => name.startsWith("quota")).length).toBeLessThanOrEqual(1);
    }),
  );
});

test("putting away takes off nothing that cannot be put away, and brings nothing up", () => {
  fc.assert(
    fc.property(
      facts,
      fc.dictionary(fc.constantFrom(...DISMISSIBLE), fc.constant(NOW)),
      (given, dismissed) => {
        const before = listAlerts(given, {}, NOW);
        const after = names(given, dismissed);
        expect(before.map(({ name }) => name)).toEqual(expect.arrayContaining(after));
        for (const { name, isDismissible } of before)
          if (!isDismissible) expect(after).toContain(name);
      },
    ),
  );
});

test.each([
  [49, 24 * 7, false],
  [50, 24, true],
  [50, 23.99, false],
  [999, 23.99, false],
  [1_000, 6, true],
  [1_000, 5.99, false],
])("%i events and then none for %d hours is a silence: %s", (events, hours, expected) => {
  expect(isSilent({ lastAt: ago(hours), events }, NOW)).toBe(expected);
});

test("who is silent is so later and with more events, too", () => {
  fc.assert(
    fc.property(
      fc.nat(2_000),
      fc.nat(100),
      fc.nat(100),
      fc.nat(100),
      (events, hours, more, later) => {
        fc.pre(isSilent({ lastAt: ago(hours), events }, NOW));
        expect(isSilent({ lastAt: ago(hours + later), events: events + more }, NOW)).toBe(true);
      },
    ),
  );
});

test.each([
  [9, 0, false],
  [10, 0, true],
  [10, 3.3, true],
  [10, 3.4, false],
  [29, 10, false],
  [30, 10, true],
])("%i who unfollow where %d do on a usual day is a jump: %s", (lately, usual, expected) => {
  expect(isUnfollowJump({ lately, usual })).toBe(expected);
});
