import type { LedgerRow } from "./ledger.ts";
import type { Arrival } from "./line.process.ts";
import type { Outcome, Owed } from "./owed.ts";

/** The last line on standard output. */
type ChaosLine = {
  seed: number;
  /** Messages that the script has planned. */
  planned: number;
  /** Arrived on the phones, as the script owes. */
  sent: number;
  /** By the product's ledger. */
  skipped: number;
  superseded: number;
  expired: number;
  /** Owed, and never arrived. */
  lost: number;
  /** Arrivals beyond the first. */
  doubled: number;
  /** Arrived, and not owed. */
  wrong: number;
  /** By the product's ledger: nobody knows whether they arrived. */
  unknown: number;
  kills: number;
  killsAt: Record<string, number>;
  faults: Record<string, number>;
};

export type Verdict = {
  line: ChaosLine;
  isGreen: boolean;
  /** By outcome: what the script owes, how much of it arrived, and of how much the ledger tells just that. */
  table: Record<string, { owed: number; phones: number; ledger: number }>;
  /** In a sentence each, for people. */
  complaints: string[];
};

/** What the ledger calls an outcome. */
const STATES: Record<Exclude<Outcome, "either">, string> = {
  sent: "accepted",
  skipped: "skipped",
  superseded: "superseded",
  expired: "expired",
};

/** Holds what the phones saw, and what the ledger says, against what was owed. */
export function judge(options: {
  seed: number;
  owed: Owed[];
  /** The run came so far: what is decided later is neither lost nor told wrongly. */
  lastStage: number;
  arrivals: Arrival[];
  ledger: LedgerRow[];
  wantedKills: number;
  killsAt: Record<string, number>;
  faults: Record<string, number>;
  /** What else went wrong: a process that ended by itself, a wait without an end. */
  mishaps: string[];
}): Verdict {
  const { seed, owed, lastStage, arrivals, ledger, wantedKills, killsAt, faults, mishaps } =
    options;
  const arrived = Map.groupBy(arrivals, ({ userId, mark, delayMinutes }) =>
    keyOf(userId, mark, delayMinutes),
  );
  const rows = new Map(
    ledger.map((row) => [`${row.checkoutToken} ${row.delayMinutes}`, row] as const),
  );
  const cases = owed.map((each) => {
    const { checkout, delayMinutes } = each;
    const key = keyOf(checkout.person.userId, checkout.mark, delayMinutes);
    const row = rows.get(`${checkout.token} ${delayMinutes}`);
    return { ...each, key, arrivals: arrived.get(key)?.length ?? 0, row };
  });
  const mayArrive = new Set(
    cases.flatMap(({ key, outcome }) => (isSendable(outcome) ? [key] : [])),
  );

  const tried = cases.filter(({ stage }) => stage <= lastStage);
  const lost = tried.filter((each) => each.outcome === "sent" && each.arrivals === 0);
  const wrong = [...arrived].filter(([key]) => !mayArrive.has(key));
  const doubled = [...arrived].flatMap(([key, all]) => all.slice(1).map(() => key));
  const sent = cases.filter((each) => isSendable(each.outcome) && each.arrivals > 0).length;
  const untrue = tried.filter((each) => !isTold(each.row?.state, each.outcome, each.arrivals));
  const inState = (state: string) => ledger.filter((row) => row.state === state).length;
  const line: ChaosLine = {
    seed,
    planned: owed.length,
    sent,
    skipped: inState("skipped"),
    superseded: inState("superseded"),
    expired: inState("expired"),
    lost: lost.length,
    doubled: doubled.length,
    wrong: wrong.length,
    unknown: inState("unknown"),
    kills: sum(Object.values(killsAt)),
    killsAt,
    faults,
  };
  const never = Object.entries({ ...killsAt, ...faults }).filter(([, count]) => count === 0);
  const total = line.sent + line.skipped + line.superseded + line.expired;
  const complaints = [
    ...mishaps,
    ...(line.kills < wantedKills ? [`Only ${line.kills} of ${wantedKills} kills happened.`] : []),
    ...never.map(([name]) => `"${name}" never happened.`),
    ...(total === line.planned
      ? []
      : [`sent + skipped + superseded + expired = ${total}, and ${line.planned} were planned.`]),
    ...tell(
      "lost",
      lost.map(({ key, row }) => `${key} (ledger: ${row?.state ?? "nothing"})`),
    ),
    ...tell("doubled", doubled),
    ...tell(
      "wrong",
      wrong.map(([key]) => key),
    ),
    ...(line.unknown > 0 ? [`${line.unknown} unknown.`] : []),
    ...tell(
      "told otherwise by the ledger",
      untrue.map(
        ({ key, outcome, row, arrivals }) =>
          `${key}: owed ${outcome}, arrived ${arrivals} times, ledger ${row?.state ?? "nothing"} ${row?.reason ?? ""}`,
      ),
    ),
  ];
  const rowsOf = (outcome: Outcome) => {
    const theirs = cases.filter((each) => each.outcome === outcome);
    return {
      owed: theirs.length,
      phones: theirs.filter((each) => each.arrivals > 0).length,
      ledger: theirs.filter(({ row, arrivals }) => isTold(row?.state, outcome, arrivals)).length,
    };
  };
  const outcomes: Outcome[] = ["sent", "either", "skipped", "superseded", "expired"];
  const table = Object.fromEntries(outcomes.map((outcome) => [outcome, rowsOf(outcome)]));
  return { line, isGreen: complaints.length === 0, table, complaints };
}

/** How many messages arrived that were not owed, or arrived before: with any of them, a run stays red. */
export function findTooMuch(owed: Owed[], arrivals: Arrival[]): number {
  const mayArrive = new Set(
    owed
      .filter(({ outcome }) => isSendable(outcome))
      .map(({ checkout, delayMinutes }) =>
        keyOf(checkout.person.userId, checkout.mark, delayMinutes),
      ),
  );
  // Each owed message takes its place, and finds it taken the next time.
  return arrivals.filter(
    ({ userId, mark, delayMinutes }) => !mayArrive.delete(keyOf(userId, mark, delayMinutes)),
  ).length;
}

/** Who, about which checkout, which reminder. */
function keyOf(userId: string, mark: string | null, delayMinutes: number | null): string {
  return `${userId} ${mark ?? "?"} ${delayMinutes ?? "?"}`;
}

function isSendable(outcome: Outcome): boolean {
  return outcome === "sent" || outcome === "either";
}

/** Whether the ledger says what the phone saw, and what was owed. */
function isTold(state: string | undefined, outcome: Outcome, arrivals: number): boolean {
  if (outcome !== "either") return state === STATES[outcome];
  return state === (arrivals > 0 ? "accepted" : "skipped");
}

const SHOWN = 10;

function tell(what: string, names: string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > SHOWN ? [`… and ${names.length - SHOWN} more`] : [];
  return [[`${names.length} ${what}:`, ...names.slice(0, SHOWN), ...more].join("\n  ")];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
