import type { LinkRefusal } from "../link-refusal.ts";

/** To tap the button in the talk. */
export const OFFER_MINUTES = 15;
/** To log in to the store and read the page. */
export const READING_MS = 15 * 60_000;
/** To answer LINE's dialog, and for LINE's word of it to come. A link token ends sooner. */
export const NONCE_MS = 20 * 60_000;

/**
 * Why a link that began in the talk came to nothing, beside what any link can fail by.
 *
 * - `other_friend`: LINE's dialog was answered by another LINE account than the one that asked
 * - `failed`: LINE's word, for whatever reason
 * - `not_connected`, `closed`: the shop does not offer it at present
 * - `unclear`: LINE did not answer
 */
export type AccountLinkRefusal =
  LinkRefusal | "other_friend" | "failed" | "not_connected" | "closed" | "unclear";

/** What a friend is told in the talk: a button to begin, how it ended, or that they are linked already. */
export type LinkAnswerAbout = "offer" | "linked" | `refused:${AccountLinkRefusal}`;

/** What LINE's link token is sealed with. */
export const linkTokenContext = (attemptId: string) => `account-link:${attemptId}:token`;
/** What the reply token of an answer is sealed with. */
export const replyTokenContext = (answerId: string) => `link-answer:${answerId}:token`;
