import type { SendState } from "./send.ts";

/** Sends that want a merchant's eye, and what a merchant may do with one. Pure, safe in the browser. */

/**
 * - `waiting`: held, or late: due and taken up, or not, for longer than the ledger ever needs in good health
 * - `unknown`, `rejected`: as their states
 * - `dropped`: a merchant took it out
 */
export const TROUBLES = ["waiting", "unknown", "rejected", "dropped"] as const;
export type Trouble = (typeof TROUBLES)[number];

/** In good health a send is at LINE a second after it is due; a deployment or a short trouble of LINE's takes minutes. */
export const LATE_MS = 15 * 60_000;
/** What is held so long comes within six hours of the end of a recovery step's validity. */
export const HELD_TOO_LONG_MS = 18 * 60 * 60_000;
/** How far back `unknown`, `rejected` and `dropped` are listed. */
export const LISTED_DAYS = 30;

/** A merchant's decision for one that goes anew holds for a day, as a programme's plan does. */
export const RELEASED_FOR_MS = 24 * 60 * 60_000;

/** Reasons of what a merchant dropped: nothing of it was given to LINE, or it may have arrived. */
export const DROPPED_REASONS = { dropped: "dropped", unknown: "dropped_unknown" } as const;

/** Unknown because the person's data was erased at that moment: its bytes are gone, and so is whom it was for. */
export const ERASED = "deleted";

export const HANDLINGS = ["release", "drop", "restore"] as const;
/** What a merchant may do with a send. */
export type Handling = (typeof HANDLINGS)[number];

/** What the answer to "may I?" hangs on. */
export type HandledSend = {
  kind: string;
  state: SendState;
  reason: string | null;
  validUntil: Date;
  /** Whether an attempt is stored that may have reached LINE. */
  hasAttempt: boolean;
};

/**
 * What may be done with a send at this moment. The statements that do it ask the same again, since a send may have moved
 * on meanwhile. A test is sent anew by its own button.
 */
export function allowedHandlings(send: HandledSend, now: Date): Handling[] {
  if (send.kind === "test") return [];
  const isValid = send.validUntil > now;
  switch (send.state) {
    case "held":
      return isValid ? ["release", "drop"] : ["drop"];
    case "planned":
      return ["drop"];
    case "dispatching":
      return send.hasAttempt ? [] : ["drop"];
    case "unknown":
      return send.reason === ERASED ? [] : ["release", "drop"];
    case "skipped":
      if (send.reason === DROPPED_REASONS.unknown) return ["restore"];
      return send.reason === DROPPED_REASONS.dropped && isValid ? ["restore"] : [];
    default:
      return [];
  }
}
