import { z } from "zod";
import type { LineMessage } from "#app/line/line-message.ts";
import { storable } from "#app/platform/storable.ts";

/** What staff write to a friend: the rules of it. Pure, safe in the browser. */

/** The kind of its sends. */
export const ANSWER = "answer";

/** How long an answer can be taken back before it goes, and what is written meanwhile goes with it. */
export const UNDO_MS = 5_000;
/** An answer that could not go for a day would puzzle more than it helps, unless staff say that it may wait. */
export const VALID_MS = 24 * 60 * 60_000;
/** LINE's quota comes back with the month. */
export const WAITS_FOR_QUOTA_MS = 32 * 24 * 60 * 60_000;
export const LATEST_MS = 366 * 24 * 60 * 60_000;

/** LINE reference, "Send reply message" and "Send push message". */
export const MOST_MESSAGES = 5;
/** LINE reference, "Text message": in UTF-16 code units, as JavaScript counts a string's length. */
const MOST_TEXT_UNITS = 5_000;

/**
 * Why an answer is not taken.
 *
 * - `not_found`: the shop has no such friend, or no such answer
 * - `empty`, `too_long`, `too_many`: as LINE counts
 * - `quote_gone`: what it quotes is none of this talk's messages, or was unsent
 * - `time`: to be sent later than a year from now, or in the past
 * - `blocked`: the friend blocked the account; `not_reachable`: they are no friend and have not written within seven days
 * - `not_connected`, `channel_refused`: the shop has no LINE channel, or LINE refuses its credentials
 * - `quota_spent`: it would have to wait for quota, and staff did not say that it may
 */
export type AnswerRefusal =
  | "not_found"
  | "empty"
  | "too_long"
  | "too_many"
  | "quote_gone"
  | "time"
  | "blocked"
  | "not_reachable"
  | "not_connected"
  | "channel_refused"
  | "quota_spent";

/** The column `answer.messages`. Their shapes are LINE's; what staff send is made here and checked when it is written. */
const storedMessages = z.array(z.looseObject({ type: z.string() })).max(MOST_MESSAGES);

/** Reads the column `answer.messages`. */
export function readMessages(column: unknown): LineMessage[] {
  return storedMessages.parse(column) as LineMessage[];
}

/** Takes out of a text what neither LINE nor PostgreSQL take: NUL, and halves of a character. */
export function cleanMessages(messages: LineMessage[]): LineMessage[] {
  return messages.map((message) =>
    message.type === "text" && "text" in message
      ? { ...message, text: storable(message.text) }
      : message,
  );
}

/** What LINE would refuse about messages that staff wrote; null when nothing. */
export function contentRefusal(messages: LineMessage[]): "empty" | "too_long" | "too_many" | null {
  if (messages.length === 0) return "empty";
  if (messages.length > MOST_MESSAGES) return "too_many";
  for (const message of messages) {
    if (message.type !== "text" || !("text" in message)) continue;
    if (message.text.trim() === "") return "empty";
    if (message.text.length > MOST_TEXT_UNITS) return "too_long";
  }
  return null;
}
