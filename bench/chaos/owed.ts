import {
  type Happening,
  HOUR_MS,
  type Script,
  type ScriptCheckout,
  stageOf,
  STOP,
} from "./script.ts";

/** What a phone is owed of one reminder of one checkout. `either`: an order came in the moment of sending. */
export type Outcome = "sent" | "skipped" | "superseded" | "expired" | "either";

export type Owed = {
  checkout: ScriptCheckout;
  delayMinutes: number;
  outcome: Outcome;
  /** In which stage it is decided. */
  stage: number;
};

type Heard = Happening & { stage: number };

/** A reminder that could not go within a day of its time says nothing that still holds. */
const VALID_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** Works out what every reminder of the script comes to, from what the platforms told until it was due. */
export function workOutOwed(script: Script): Owed[] {
  const heard = script.deliveries
    .filter(({ way }) => way !== "again")
    .flatMap(({ stage, happenings }) => happenings.map((each): Heard => ({ ...each, stage })));
  const byUser = Map.groupBy(heard, (each) => personOf(each).userId);
  return script.checkouts.flatMap((checkout) => {
    const theirs = byUser.get(checkout.person.userId) ?? [];
    return checkout.person.shop.delays.map((delayMinutes): Owed => {
      const stage = decidedIn(script, checkout, delayMinutes, theirs);
      const outcome = decide(script, checkout, delayMinutes, stage, theirs);
      return { checkout, delayMinutes, outcome, stage };
    });
  });
}

function personOf(happening: Happening) {
  return "person" in happening ? happening.person : happening.checkout.person;
}

function dueAt(checkout: ScriptCheckout, delayMinutes: number): number {
  return checkout.begunAt + delayMinutes * MINUTE_MS;
}

/** When it is due, or when the checkout was told of, whichever comes last. */
function decidedIn(
  script: Script,
  checkout: ScriptCheckout,
  delayMinutes: number,
  theirs: Heard[],
): number {
  const told = theirs.filter((each) => each.kind === "checkout" && each.checkout === checkout);
  const due = stageOf(dueAt(checkout, delayMinutes), script);
  if (due === -1 || told.length === 0) {
    throw new Error(`The script never comes to reminder ${delayMinutes} of ${checkout.mark}.`);
  }
  return Math.max(due, Math.min(...told.map(({ stage }) => stage)));
}

function decide(
  script: Script,
  checkout: ScriptCheckout,
  delayMinutes: number,
  stage: number,
  theirs: Heard[],
): Outcome {
  const begins = script.hours[stage]! * HOUR_MS;
  const before = theirs.filter((each) => each.stage < stage);
  const ordered = theirs.find((each) => each.kind === "order" && each.checkout === checkout);
  if (dueAt(checkout, delayMinutes) + VALID_MS <= begins) return "expired";
  if (ordered && ordered.stage < stage) return "skipped";
  if (isOptedOut(before) || isBlocked(before)) return "skipped";
  if (
    before.some(
      (each) =>
        each.kind === "checkout" && each.at > checkout.begunAt && each.checkout !== checkout,
    )
  ) {
    return "superseded";
  }
  const later = checkout.person.shop.delays.filter((delay) => delay > delayMinutes);
  if (later.some((delay) => stageOf(dueAt(checkout, delay), script) <= stage)) return "superseded";
  return ordered?.stage === stage ? "either" : "sent";
}

/** What was said last counts, by the platform's time, in whatever order it came. */
function latest(heard: Heard[]): Heard | undefined {
  return heard.toSorted((one, other) => one.at - other.at).at(-1);
}

function isOptedOut(heard: Heard[]): boolean {
  const wishes = heard.filter((each) => each.kind === "message" && /^配信/.test(each.text));
  const last = latest(wishes);
  return last?.kind === "message" && last.text === STOP;
}

function isBlocked(heard: Heard[]): boolean {
  const changes = heard.filter((each) => each.kind === "unfollow" || each.kind === "follow");
  return latest(changes)?.kind === "unfollow";
}
