import { expect, test } from "vitest";
import { type Owed, workOutOwed } from "#bench/chaos/owed.ts";
import { countPlanned, type Happening } from "#bench/chaos/script.ts";
import { toWebhook } from "#bench/chaos/webhooks.ts";
import { writeScript } from "#bench/chaos/write-script.ts";

const FULL = { sends: 5_000, hours: [0, 1, 6, 10, 24, 36], windowMs: 15_000 };

const personOf = (happening: Happening) =>
  "person" in happening ? happening.person : happening.checkout.person;

/** What became of the reminders of those whom one of these happenings is about. */
function outcomesOf(seed: number, isIt: (happening: Happening) => boolean): Set<string> {
  const script = writeScript({ ...FULL, seed });
  const theirs = new Set(
    script.deliveries.flatMap(({ happenings }) =>
      happenings.some(isIt) ? [personOf(happenings[0]!).userId] : [],
    ),
  );
  return new Set(
    workOutOwed(script)
      .filter(({ checkout }) => theirs.has(checkout.person.userId))
      .map(({ outcome }) => outcome),
  );
}

test("the same seed writes the same script, and another seed another one", () => {
  const script = writeScript({ ...FULL, seed: 7 });
  expect(writeScript({ ...FULL, seed: 7 })).toEqual(script);
  expect(writeScript({ ...FULL, seed: 8 }).deliveries).not.toEqual(script.deliveries);
});

test.each([1, 2, 3, 4, 5])(
  "seed %i plans 5,000 messages of twenty shops, and between planning and sending changes what becomes of a tenth",
  (seed) => {
    const script = writeScript({ ...FULL, seed });
    expect(countPlanned(script)).toBe(5_000);
    expect(new Set(script.checkouts.map(({ person }) => person.shop)).size).toBe(20);
    const owed = workOutOwed(script);
    const count = (outcome: string) => owed.filter((each) => each.outcome === outcome).length;
    expect(count("skipped") + count("superseded")).toBeGreaterThanOrEqual(500);
    expect(count("sent")).toBeGreaterThan(3_000);
    for (const outcome of ["expired", "either"]) expect(count(outcome)).toBeGreaterThan(0);
    const ways = new Set(script.deliveries.map(({ way }) => way));
    expect([...ways].sort()).toEqual(["again", "doubled", "late", "once", "swapped"]);
  },
);

test("a reminder is decided once, in a stage of its own or later", () => {
  const script = writeScript({ ...FULL, seed: 1 });
  const owed = workOutOwed(script);
  const keys = owed.map(({ checkout, delayMinutes }: Owed) => `${checkout.mark} ${delayMinutes}`);
  expect(new Set(keys).size).toBe(keys.length);
  const early = owed.filter(({ stage, checkout, delayMinutes }) => {
    const due = checkout.begunAt + delayMinutes * 60_000;
    return due > script.hours[stage]! * 3_600_000 + script.windowMs;
  });
  expect(early).toEqual([]);
});

test("who orders in between gets what was due before, and nothing after", () => {
  const outcomes = outcomesOf(1, ({ kind }) => kind === "order");
  expect([...outcomes].sort()).toEqual(["either", "sent", "skipped"]);
});

test("nobody whose shop's quota is spent acts while their messages wait", () => {
  const script = writeScript({ ...FULL, seed: 1 });
  const acts = script.deliveries.filter(
    ({ stage, way, happenings: [first] }) =>
      stage > 0 && way !== "again" && personOf(first!).shop === script.limited.shop,
  );
  // But an order in the moment in which it would have been sent, and what comes a day late.
  const kinds = acts.map(
    ({ way, happenings }) => `${way === "late" ? "late " : ""}${happenings[0]!.kind}`,
  );
  expect(kinds.filter((kind) => !["late checkout", "order"].includes(kind))).toEqual([]);
  expect(kinds).not.toEqual([]);
});

test("who blocks and comes back is owed everything, in whatever order it is told", () => {
  expect([...outcomesOf(1, ({ kind }) => kind === "follow")]).toEqual(["sent"]);
});

test("a happening is told in the same bytes each time, and mentions its mark", () => {
  const { deliveries } = writeScript({ ...FULL, seed: 1 });
  const [happening] = deliveries[0]!.happenings as [Happening];
  expect(toWebhook(happening, 0)).toEqual(toWebhook(happening, 0));
  expect(toWebhook(happening, 0).body).toMatch(/<c\d+>/);
});
