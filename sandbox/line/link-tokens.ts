import type { Endpoints } from "./endpoints.ts";
import { newToken, USER_ID } from "./ids.ts";
import { refuse } from "./replies.ts";
import type { LineStore } from "./store.ts";

/** LINE reference, "Issue link token": valid for 10 minutes, once. On real time, as every token. */
const LIFE_MS = 10 * 60_000;

type LinkToken = { botUserId: string; userId: string; expiresAt: number; isUsed: boolean };

export type LinkTokens = ReturnType<typeof createLinkTokens>;

/** Link tokens: each names the person for whom a bot asked for it. */
export function createLinkTokens() {
  const tokens = new Map<string, LinkToken>();
  return {
    issue(botUserId: string, userId: string): string {
      const token = newToken();
      tokens.set(token, { botUserId, userId, expiresAt: Date.now() + LIFE_MS, isUsed: false });
      return token;
    },

    /** Undefined when it is unknown, used or too old. */
    find(token: string): LinkToken | undefined {
      const found = tokens.get(token);
      return found && !found.isUsed && found.expiresAt > Date.now() ? found : undefined;
    },

    /** Ends a token's minutes at once, for whoever wants to see what an old one does. */
    expireAll(): void {
      for (const token of tokens.values()) token.expiresAt = 0;
    },
  };
}

/** The first step of an account link: a token for one person, asked for by the bot's server. */
export function addLinkTokenEndpoint(api: Endpoints, store: LineStore, tokens: LinkTokens): void {
  api.forChannel("POST /v2/bot/user/{userId}/linkToken", ({ channel, params }) => {
    const userId = params.userId ?? "";
    if (!USER_ID.test(userId) || !store.knows(channel, userId)) {
      return refuse(400, "The value for the 'userId' parameter is invalid");
    }
    return { status: 200, json: { linkToken: tokens.issue(channel.botUserId, userId) } };
  });
}
