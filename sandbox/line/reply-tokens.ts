import type { WebhookEvent } from "./webhook-events.ts";

const ONE_MINUTE = 60_000;
/** However often an event is redelivered, its token is dead this long after the event. */
const TWENTY_MINUTES = 20 * ONE_MINUTE;

type ReplyToken = {
  botUserId: string;
  userId: string;
  bornAt: number;
  receivedAt: number;
  isUsed: boolean;
};

export type ReplyTokens = ReturnType<typeof createReplyTokens>;

/**
 * Reply tokens: each once, within one minute after its webhook was received or redelivered, and never later than 20
 * minutes after the event (LINE reference, "Reply token"). On real time, as every token.
 */
export function createReplyTokens() {
  const tokens = new Map<string, ReplyToken>();
  return {
    /** Starts the token's minute; called at every delivery of its event. */
    touch(botUserId: string, event: WebhookEvent): void {
      if (event.replyToken === undefined) return;
      const at = Date.now();
      const known = tokens.get(event.replyToken);
      if (known) known.receivedAt = at;
      else {
        const { userId } = event.source;
        const token = { botUserId, userId, bornAt: at, receivedAt: at, isUsed: false };
        tokens.set(event.replyToken, token);
      }
    },

    /** The person whom a token of this bot answers. Undefined when it is unknown, another bot's, used or too old. */
    find(botUserId: string, replyToken: unknown): string | undefined {
      const token = typeof replyToken === "string" ? tokens.get(replyToken) : undefined;
      if (token?.botUserId !== botUserId || token.isUsed) return undefined;
      const isFresh =
        Date.now() - token.receivedAt <= ONE_MINUTE && Date.now() - token.bornAt <= TWENTY_MINUTES;
      return isFresh ? token.userId : undefined;
    },

    /** Ends the minute of every token of this bot, so that nobody has to wait for it. How many were still fresh. */
    end(botUserId: string): number {
      let ended = 0;
      for (const token of tokens.values()) {
        if (token.botUserId !== botUserId || token.isUsed) continue;
        if (Date.now() - token.receivedAt <= ONE_MINUTE) ended += 1;
        token.receivedAt = -Infinity;
      }
      return ended;
    },

    use(replyToken: string): void {
      const token = tokens.get(replyToken);
      if (token) token.isUsed = true;
    },
  };
}
