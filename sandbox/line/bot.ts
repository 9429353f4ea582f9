import type { Endpoints } from "./endpoints.ts";
import { USER_ID } from "./ids.ts";
import type { QuotaBook } from "./quota.ts";
import { FORBIDDEN, NOT_FOUND, refuse } from "./replies.ts";
import type { LineStore } from "./store.ts";

/** What a bot can ask about itself and its friends: info, quota, profiles, followers. */
export function addBotEndpoints(api: Endpoints, store: LineStore, quota: QuotaBook): void {
  api.forChannel("GET /v2/bot/info", ({ channel }) => {
    const { botUserId, basicId, premiumId, displayName, pictureUrl, chatMode, markAsReadMode } =
      channel;
    return {
      status: 200,
      json: {
        userId: botUserId,
        basicId,
        premiumId,
        displayName,
        pictureUrl,
        chatMode,
        markAsReadMode,
      },
    };
  });

  api.forChannel("GET /v2/bot/message/quota", ({ channel }) => ({
    status: 200,
    json: channel.quota,
  }));

  api.forChannel("GET /v2/bot/message/quota/consumption", ({ channel }) => ({
    status: 200,
    json: { totalUsage: quota.usage(channel) },
  }));

  api.forChannel("GET /v2/bot/profile/{userId}", ({ channel, params }) => {
    const userId = params.userId ?? "";
    const owner = store.owner(userId);
    const isVisible = store.isReachable(channel.botUserId, userId, "push");
    if (!owner || !store.knows(channel, userId) || !isVisible) return NOT_FOUND;
    const { displayName, pictureUrl, statusMessage, language } = owner.user;
    return { status: 200, json: { userId, displayName, pictureUrl, statusMessage, language } };
  });

  api.forChannel("GET /v2/bot/followers/ids", ({ channel, query }) => {
    if (!channel.verified) return FORBIDDEN;
    const limit = Number(query.get("limit") ?? 300);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 1_000)) {
      return refuse(400, "The value for the 'limit' parameter is invalid");
    }
    const start = Buffer.from(query.get("start") ?? "", "base64url").toString("utf8");
    if (query.has("start") && !USER_ID.test(start)) {
      return refuse(400, "The value for the 'start' parameter is invalid");
    }
    const followers = store
      .friendships()
      .filter(
        ({ botUserId, friendship }) =>
          botUserId === channel.botUserId && friendship === "following",
      )
      .map(({ userId }) => userId)
      .sort();
    const rest = followers.filter((userId) => userId > start);
    const userIds = rest.slice(0, limit);
    const next =
      rest.length > limit ? Buffer.from(userIds.at(-1) ?? "").toString("base64url") : undefined;
    return { status: 200, json: { userIds, next } };
  });
}
