import type { LineMessage } from "#app/line/line-message.ts";

/** One call to LINE as it is stored before it is made. */
export type StoredAttempt = {
  id: string;
  /** Null: it is a reply, which LINE takes no key with, and so never goes twice. */
  retryKey: string | null;
  body: Uint8Array<ArrayBuffer>;
  /** Answers that were unclear so far. */
  tries: number;
  /** Right before the first call: `firstTriedAt` by real time, `storedAt` by the product's clock. */
  firstTriedAt: Date;
  storedAt: Date;
  /**
   * Whether this is the first call, by the worker that stored it, unbroken. Only then does a refusal prove that nothing
   * of the attempt reached LINE.
   */
  isFresh: boolean;
};

/** LINE forgets a retry key after 24 hours (LINE reference, "Retry failed API requests"); clocks may differ a little. */
export const RETRY_KEY_LIFE_MS = 24 * 60 * 60_000 - 5 * 60_000;
const FIRST_RETRY_MS = 1_000;
/** LINE asks for exponential back-off; a retry every ten minutes still notices soon that LINE is back. */
const LONGEST_RETRY_MS = 10 * 60_000;

/** Message objects as they stand in a request body: a fraction of the memory that they take while a send waits. */
export function messagesText(messages: LineMessage[]): string {
  return JSON.stringify(messages);
}

/**
 * The exact bytes of a push request.
 *
 * @param messages as `messagesText` wrote them
 */
export function pushBody(to: string, messages: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(`{"to":${JSON.stringify(to)},"messages":${messages}}`);
}

/**
 * The exact bytes of a reply.
 *
 * @param messages as `messagesText` wrote them
 */
export function replyBody(replyToken: string, messages: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(`{"replyToken":${JSON.stringify(replyToken)},"messages":${messages}}`);
}

/**
 * Whether LINE still knows the attempt's retry key: past that, the same bytes could arrive twice. By both clocks, since
 * a stand-in for LINE travels with the sandbox's; elsewhere they are one.
 */
export function canRetry(
  attempt: Pick<StoredAttempt, "firstTriedAt" | "storedAt">,
  clocks: { now: Date; realNow: Date },
): boolean {
  const realAge = clocks.realNow.getTime() - attempt.firstTriedAt.getTime();
  const age = clocks.now.getTime() - attempt.storedAt.getTime();
  return Math.max(realAge, age) < RETRY_KEY_LIFE_MS;
}

/** How long to wait before the next try, after `tries` unclear ones: doubling, spread by a quarter either way. */
export function retryDelayMs(tries: number, random: number): number {
  const delay = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
  return Math.round(delay * (0.75 + random / 2));
}
