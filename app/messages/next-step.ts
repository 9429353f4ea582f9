import { RETRY_KEY_LIFE_MS } from "./attempt.ts";
import type { SendState } from "./send.ts";

/** What the ledger will do next with a send, for whoever looks into it. Pure, safe in the browser. */
export type NextStep =
  /** Its programme is asked at `at`, and it goes if nothing speaks against it. */
  | { step: "asked"; at: Date }
  /** It waits until there is room on the LINE plan, or until LINE takes the credentials; at `until` it expires. */
  | { step: "waits_for_quota" | "waits_for_credentials"; until: Date }
  /** A worker has it in hand. */
  | { step: "under_way" }
  /** The same bytes go again under the same key, up to `until`. */
  | { step: "tried_again"; at: Date | null; until: Date }
  /** Nothing happens to it by itself: a merchant decides, or does not. */
  | { step: "merchant" }
  | { step: "none" };

/**
 * What will become of a send by itself, and when.
 *
 * @param send.retryAt when a retry is due, real time; null while a worker has it in hand
 */
export function nextStep(send: {
  state: SendState;
  reason: string | null;
  nextAt: Date;
  validUntil: Date;
  retryAt: Date | null;
  attempt: { firstTriedAt: Date | null; retryKey: string | null } | null;
}): NextStep {
  const { state, reason, nextAt, validUntil, attempt } = send;
  switch (state) {
    case "held":
      if (reason === "quota") return { step: "waits_for_quota", until: validUntil };
      if (reason === "channel_refused") return { step: "waits_for_credentials", until: validUntil };
      return { step: "asked", at: nextAt };
    case "planned":
      return { step: "asked", at: nextAt };
    case "dispatching":
      // A reply is tried once.
      if (!attempt?.firstTriedAt || attempt.retryKey === null) return { step: "under_way" };
      return {
        step: "tried_again",
        at: send.retryAt,
        until: new Date(attempt.firstTriedAt.getTime() + RETRY_KEY_LIFE_MS),
      };
    case "unknown":
      return { step: "merchant" };
    default:
      return { step: "none" };
  }
}
