import { STATELESS_TOKEN_SECONDS, type ChannelTokens } from "./channel-tokens.ts";
import type { Endpoints } from "./endpoints.ts";
import { refuseOAuth } from "./replies.ts";
import type { LineStore } from "./store.ts";

/**
 * Issues stateless channel access tokens from channel id and secret. The JWT assertion form is not simulated.
 * LINE reference, "Issue stateless channel access token".
 */
export function addOAuthEndpoints(api: Endpoints, store: LineStore, tokens: ChannelTokens): void {
  api.open("POST /oauth2/v3/token", ({ form }) => {
    if (form.get("grant_type") !== "client_credentials") {
      return refuseOAuth("invalid_request", "Invalid 'grant_type'.");
    }
    const channelId = form.get("client_id") ?? "";
    const channel = store.messagingChannel(channelId) ?? store.loginChannel(channelId);
    if (!channel || channel.channelSecret !== form.get("client_secret")) {
      return refuseOAuth("invalid_request", "Invalid 'client_credentials'.");
    }
    const access_token = tokens.issue(channelId);
    return {
      status: 200,
      json: { token_type: "Bearer", access_token, expires_in: STATELESS_TOKEN_SECONDS },
    };
  });
}
