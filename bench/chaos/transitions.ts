import type { Moment } from "./line-front.ts";

// Where a process is killed: before a statement, in the middle of it (it is written to PostgreSQL, and its answer has
// not come), or after it, before anything else is done.

type Timing = "before" | "during" | "after";

export type Transition = {
  name: string;
  role: "worker" | "intake";
} & (
  | { by: "statement"; timing: Timing; statement: string }
  /** The commit of a batch of webhook events that were worked on. */
  | { by: "lane"; timing: Timing }
  | { by: "line"; moment: Moment }
);

const worker = (timing: Timing, statement: string, doing: string): Transition => ({
  name: `${timing} ${doing}`,
  role: "worker",
  by: "statement",
  timing,
  statement,
});
const intake = (timing: Timing): Transition => ({
  name: `${timing} a group commit`,
  role: "intake",
  by: "statement",
  timing,
  statement: "store-webhook-events",
});
const lane = (timing: Timing): Transition => ({
  name: `${timing} a lane's commit`,
  role: "worker",
  by: "lane",
  timing,
});
const line = (moment: Moment): Transition => ({ name: moment, role: "worker", by: "line", moment });

export const TRANSITIONS: readonly Transition[] = [
  intake("before"),
  intake("during"),
  intake("after"),
  lane("before"),
  lane("during"),
  lane("after"),
  worker("before", "messages.claim-sends", "claiming"),
  worker("during", "messages.claim-sends", "claiming"),
  worker("after", "messages.claim-sends", "claiming"),
  worker("before", "messages.store-attempts", "storing attempts"),
  worker("during", "messages.store-attempts", "storing attempts"),
  worker("after", "messages.store-attempts", "storing attempts"),
  line("LINE holds the request"),
  line("LINE accepted"),
  worker("before", "messages.settle-sends", "settling"),
  worker("during", "messages.settle-sends", "settling"),
  worker("after", "messages.settle-sends", "settling"),
  worker("after", "messages.take-over-sends", "taking over"),
];

/** Told to a child: it kills itself when it comes to one of these. */
export type Order = { dieAt: Transition[] };
