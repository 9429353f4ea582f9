import type { SendOutcome, SentMessage } from "#app/line/send-outcome.ts";
import { assertNever } from "#app/platform/errors.ts";
import { retryDelayMs, type StoredAttempt } from "./attempt.ts";
import { LEDGER_REASONS, type SendState } from "./send.ts";

/** What a send becomes after LINE answered, or did not. */
export type Settlement = {
  sendId: string;
  /** The attempt that the answer is about; null when none was stored. */
  attemptId: string | null;
  state: SendState;
  reason: string | null;
  /** Waiting: when the sweep looks again. */
  nextAt: Date | null;
  /** Dispatching: the real time at which the same bytes go again. */
  retryAt: Date | null;
  /** The attempt is over and the send may get a new one: nothing of it reached LINE. */
  isWithdrawn: boolean;
  attempt: {
    state: "stored" | "accepted" | "rejected" | "unknown";
    httpStatus: number | null;
    requestId: string | null;
    error: object | null;
    /** Once accepted: as whom LINE knows the messages, for who quotes them. */
    sentMessages?: SentMessage[];
  } | null;
};

/** After 429 by rate: the bucket of LINE's push endpoint is full again within a second. */
const RATE_LIMIT_PAUSE_MS = 1_000;
/** A hold that has ended already would be asked about without a pause. */
const SOONEST_MS = 1_000;

/**
 * What LINE's answer makes of a send.
 *
 * @param options.now product time; `realNow` real time
 * @param options.random in [0, 1), spreads the retries
 */
export function settlementOf(options: {
  send: { id: string; validUntil: Date };
  attempt: StoredAttempt;
  answer: SendOutcome;
  now: Date;
  realNow: Date;
  random: number;
}): Settlement {
  const { send, attempt, answer, now, realNow, random } = options;
  const about = {
    sendId: send.id,
    attemptId: attempt.id,
    reason: null,
    nextAt: null,
    retryAt: null,
    isWithdrawn: false,
  };
  const retry = (reason: string, error: object): Settlement => ({
    ...about,
    state: "dispatching",
    reason,
    retryAt: new Date(realNow.getTime() + retryDelayMs(attempt.tries, random)),
    attempt: { state: "stored", httpStatus: null, requestId: null, error },
  });
  const isReply = attempt.retryKey === null;
  /** LINE took nothing. Of a first, unbroken try that is proof, and the send is prepared anew when it goes again. */
  const refused = (
    state: "planned" | "held",
    reason: string,
    status: number | null,
    nextAt: Date,
  ) =>
    attempt.isFresh
      ? ({
          ...about,
          state,
          reason,
          nextAt,
          isWithdrawn: true,
          attempt: { state: "rejected", httpStatus: status, requestId: null, error: { reason } },
        } satisfies Settlement)
      : retry(reason, { reason });

  switch (answer.outcome) {
    case "accepted": {
      const { requestId, already, sentMessages } = answer;
      const httpStatus = already ? 409 : 200;
      return {
        ...about,
        state: "accepted",
        attempt: { state: "accepted", httpStatus, requestId, error: null, sentMessages },
      };
    }
    case "rejected": {
      // The token is used or too old. Whether the message itself is at fault, the push will tell.
      if (isReply) return refused("planned", LEDGER_REASONS.replyRefused, answer.status, now);
      const { status: httpStatus, requestId, message, details } = answer;
      return {
        ...about,
        state: "rejected",
        reason: isAboutRecipient(answer)
          ? LEDGER_REASONS.recipientRefused
          : LEDGER_REASONS.refusedByLine,
        attempt: { state: "rejected", httpStatus, requestId, error: { message, details } },
      };
    }
    case "rate_limited": {
      const nextAt = new Date(now.getTime() + RATE_LIMIT_PAUSE_MS);
      return refused("planned", LEDGER_REASONS.rateLimited, 429, nextAt);
    }
    case "quota_spent":
      return refused("held", LEDGER_REASONS.quota, 429, send.validUntil);
    case "unauthorized":
      return refused("held", LEDGER_REASONS.channelRefused, 401, send.validUntil);
    case "unclear":
      if (isReply && answer.neverSent) {
        const nextAt = new Date(now.getTime() + SOONEST_MS);
        return refused("planned", LEDGER_REASONS.lineUnreachable, null, nextAt);
      }
      // Without a key LINE could not tell a second try from a second message.
      if (isReply) return settlementOfUnknown(send.id, attempt.id, LEDGER_REASONS.lineUnreachable);
      return retry(LEDGER_REASONS.lineUnreachable, { reason: answer.reason });
    default:
      return assertNever(answer);
  }
}

/** A push has one recipient: a 400 that names `to`, or no such user, is about them and not about the message. */
function isAboutRecipient(answer: Extract<SendOutcome, { outcome: "rejected" }>): boolean {
  return (
    answer.details.some((detail) => detail.property === "to") || /'to'|"to"/.test(answer.message)
  );
}

/** What a send becomes that is not given to LINE now; nothing of it is stored. */
export type Unsent =
  | { outcome: "skip"; reason: string }
  | { outcome: "supersede"; reason?: string }
  | { outcome: "expire" }
  | { outcome: "hold"; until: Date; reason: string }
  /** Nobody could say; it is asked for again. */
  | { outcome: "retry"; at: Date };

/** The settlement of a claimed send without an attempt. What waits is looked at again when its validity ends at the latest. */
export function settlementOfUnsent(
  send: { id: string; validUntil: Date },
  unsent: Unsent,
  now: Date,
): Settlement {
  const settled = (state: SendState, reason: string | null, nextAt: Date | null = null) => ({
    sendId: send.id,
    attemptId: null,
    state,
    reason,
    nextAt:
      nextAt &&
      new Date(
        Math.min(
          Math.max(nextAt.getTime(), now.getTime() + SOONEST_MS),
          Math.max(send.validUntil.getTime(), now.getTime()),
        ),
      ),
    retryAt: null,
    isWithdrawn: false,
    attempt: null,
  });
  switch (unsent.outcome) {
    case "skip":
      return settled("skipped", unsent.reason);
    case "supersede":
      return settled("superseded", unsent.reason ?? null);
    case "expire":
      return settled("expired", null);
    case "hold":
      return settled("held", unsent.reason, unsent.until);
    case "retry":
      return settled("planned", null, unsent.at);
    default:
      return assertNever(unsent);
  }
}

/** The settlement of an attempt that may have arrived and can't be tried again. It is shown, and never sent again by itself. */
export function settlementOfUnknown(sendId: string, attemptId: string, reason: string): Settlement {
  return {
    sendId,
    attemptId,
    state: "unknown",
    reason,
    nextAt: null,
    retryAt: null,
    isWithdrawn: false,
    attempt: { state: "unknown", httpStatus: null, requestId: null, error: { reason } },
  };
}
