/** Tokens by which LINE lets a friend be answered for nothing. Pure. */

/**
 * LINE reference, "Reply token": once, within a minute after the webhook was received. LINE says that the minute may
 * change, so what it refuses is pushed. Real time.
 */
export const REPLY_TOKEN_LIFE_MS = 60_000;

export const replyTokenContext = (tokenId: string) => `reply-token:${tokenId}`;

/** What was received at or before this moment is of no use any more. */
export function replyTokensDeadBy(realNow: Date): Date {
  return new Date(realNow.getTime() - REPLY_TOKEN_LIFE_MS);
}
