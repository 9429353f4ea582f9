import { expect, test } from "vitest";
import type { LedgerRow } from "#bench/chaos/ledger.ts";
import type { Arrival } from "#bench/chaos/line.process.ts";
import { type Outcome, type Owed, workOutOwed } from "#bench/chaos/owed.ts";
import { findTooMuch, judge } from "#bench/chaos/verdict.ts";
import { writeScript } from "#bench/chaos/write-script.ts";

const owed = workOutOwed(writeScript({ seed: 1, sends: 400, hours: [0, 1], windowMs: 5_000 }));
const STATES: Record<Outcome, string> = {
  sent: "accepted",
  either: "accepted",
  skipped: "skipped",
  superseded: "superseded",
  expired: "expired",
};

const arrivalOf = ({ checkout, delayMinutes }: Owed): Arrival => ({
  userId: checkout.person.userId,
  mark: checkout.mark,
  delayMinutes,
});
const first = (outcome: Outcome) => owed.find((each) => each.outcome === outcome)!;

/** A run in which everything went as it should. */
function perfect() {
  return {
    seed: 1,
    owed,
    lastStage: 1,
    arrivals: owed
      .filter(({ outcome }) => outcome === "sent" || outcome === "either")
      .map(arrivalOf),
    ledger: owed.map(({ checkout, delayMinutes, outcome }): LedgerRow => ({
      checkoutToken: checkout.token,
      delayMinutes,
      state: STATES[outcome],
      reason: null,
    })),
    wantedKills: 2,
    killsAt: { "after claiming": 1, "before settling": 1 },
    faults: { error500: 3 },
    mishaps: [],
  };
}

function rowOf(ledger: LedgerRow[], { checkout, delayMinutes }: Owed): LedgerRow {
  return ledger.find(
    (row) => row.checkoutToken === checkout.token && row.delayMinutes === delayMinutes,
  )!;
}

test("a run in which everything arrived as owed is green, and its sum is what was planned", () => {
  const { line, isGreen, complaints } = judge(perfect());
  expect(complaints).toEqual([]);
  expect(isGreen).toBe(true);
  expect(line.planned).toBe(400);
  expect(line.sent + line.skipped + line.superseded + line.expired).toBe(400);
  expect(line).toMatchObject({ lost: 0, doubled: 0, wrong: 0, unknown: 0, kills: 2 });
});

test("what is owed and did not arrive is lost, though the ledger says that it was accepted", () => {
  const run = perfect();
  const missing = arrivalOf(first("sent"));
  const arrivals = run.arrivals.filter(({ mark }) => mark !== missing.mark);
  const { line, isGreen } = judge({ ...run, arrivals });
  expect([line.lost, isGreen]).toEqual([1, false]);
});

test("what was to be decided after the run ended is not lost", () => {
  const run = { ...perfect(), lastStage: 0, mishaps: ["The run ended at 0 h."] };
  const early = new Set(
    owed.filter(({ stage }) => stage === 0).map(({ checkout }) => checkout.mark),
  );
  const arrivals = run.arrivals.filter(({ mark }) => mark !== null && early.has(mark));
  const { line, isGreen } = judge({ ...run, arrivals });
  expect(arrivals.length).toBeLessThan(run.arrivals.length);
  expect([line.lost, isGreen]).toEqual([0, false]);
});

test("what arrives twice is doubled, and what arrives though it was not owed is wrong", () => {
  const run = perfect();
  const extra = [arrivalOf(first("sent")), arrivalOf(first("skipped"))];
  const arrivals = [...run.arrivals, ...extra];
  const { line, isGreen } = judge({ ...run, arrivals });
  expect([line.doubled, line.wrong, line.lost, isGreen]).toEqual([1, 1, 0, false]);
  expect(findTooMuch(owed, arrivals)).toBe(2);
  expect(findTooMuch(owed, run.arrivals)).toBe(0);
});

test("a message on somebody else's phone, or of no known checkout, is wrong", () => {
  const run = perfect();
  const [one, other] = owed.filter(({ outcome }) => outcome === "sent") as [Owed, Owed];
  const strays = [
    { ...arrivalOf(one), userId: other.checkout.person.userId },
    { userId: one.checkout.person.userId, mark: null, delayMinutes: null },
  ];
  expect(judge({ ...run, arrivals: [...run.arrivals, ...strays] }).line.wrong).toBe(2);
});

test("an order in the moment of sending may stop the message or not, and the ledger says which", () => {
  const run = perfect();
  const raced = first("either");
  const arrivals = run.arrivals.filter(({ mark }) => mark !== raced.checkout.mark);
  expect(judge({ ...run, arrivals }).isGreen).toBe(false);
  rowOf(run.ledger, raced).state = "skipped";
  expect(judge({ ...run, arrivals }).isGreen).toBe(true);
});

test("a ledger that tells another story than the phones is red", () => {
  const run = perfect();
  rowOf(run.ledger, first("superseded")).state = "skipped";
  expect(judge(run).isGreen).toBe(false);
});

test("what nobody knows, a kill or a fault that never happened, and a mishap each turn the run red", () => {
  const unknown = perfect();
  rowOf(unknown.ledger, first("skipped")).state = "unknown";
  expect(judge(unknown).line.unknown).toBe(1);
  const runs = [
    unknown,
    { ...perfect(), killsAt: { "after claiming": 2, "before settling": 0 } },
    { ...perfect(), wantedKills: 3 },
    { ...perfect(), faults: { error500: 0 } },
    { ...perfect(), mishaps: ["The intake ended by itself."] },
  ];
  expect(runs.map((run) => judge(run).isGreen)).toEqual(runs.map(() => false));
});
