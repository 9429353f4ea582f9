import { newToken } from "./ids.ts";
import { refuse, type ApiReply } from "./replies.ts";
import type { LineStore } from "./store.ts";
import type { MessagingChannel } from "./state.ts";

/** LINE reference, "Issue stateless channel access token": 15 minutes, on real time. */
export const STATELESS_TOKEN_SECONDS = 900;

type Authorised = { ok: true; channel: MessagingChannel } | { ok: false; refusal: ApiReply };

export type ChannelTokens = ReturnType<typeof createChannelTokens>;

/** Channel access tokens: stateless ones that were issued here, and the long-lived ones of the store. */
export function createChannelTokens(store: LineStore) {
  const issued = new Map<string, { channelId: string; expiresAt: number }>();

  function find(token: string): { channelId: string; expiresAt: number } | undefined {
    const stateless = issued.get(token);
    if (stateless) return stateless.expiresAt > Date.now() ? stateless : undefined;
    const owner = store
      .messagingChannels()
      .find((channel) => channel.longLivedAccessToken === token);
    return owner && { channelId: owner.channelId, expiresAt: Infinity };
  }

  return {
    issue(channelId: string): string {
      const now = Date.now();
      for (const [token, { expiresAt }] of issued) {
        if (expiresAt > now) break;
        issued.delete(token);
      }
      const token = newToken() + newToken();
      issued.set(token, { channelId, expiresAt: now + STATELESS_TOKEN_SECONDS * 1_000 });
      return token;
    },

    /** The token's channel and end, real time. Undefined for a token that is unknown or has ended. */
    find,

    /** Checks an `Authorization` header of a Messaging API request. */
    authorise(header: string | undefined): Authorised {
      const token = /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
      if (!token) {
        const scheme = "Must follow the scheme, 'Authorization: Bearer <ACCESS TOKEN>'";
        return { ok: false, refusal: refuse(401, `Authorization header required. ${scheme}`) };
      }
      const channel = store.messagingChannel(find(token)?.channelId ?? "");
      if (channel) return { ok: true, channel };
      const message =
        "Authentication failed due to the following reason: invalid token. " +
        "Confirm that the access token in the authorization header is valid.";
      return { ok: false, refusal: refuse(401, message) };
    },
  };
}
