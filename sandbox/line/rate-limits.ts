const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Limit = { requests: number; perMs: number };

/** LINE reference, "Rate limits". Every endpoint that is not named has the default. */
const LIMITS: Record<string, Limit> = {
  "POST /v2/bot/message/multicast": { requests: 200, perMs: SECOND },
  "POST /v2/bot/chat/loading/start": { requests: 100, perMs: SECOND },
  "GET /v2/bot/channel/webhook/endpoint": { requests: 1_000, perMs: MINUTE },
  "PUT /v2/bot/channel/webhook/endpoint": { requests: 1_000, perMs: MINUTE },
  "POST /v2/bot/channel/webhook/test": { requests: 60, perMs: HOUR },
  "GET /v2/bot/insight/followers": { requests: 60, perMs: HOUR },
};
const DEFAULT: Limit = { requests: 2_000, perMs: SECOND };

export type RateLimits = ReturnType<typeof createRateLimits>;

/** Token buckets per channel and endpoint, on real time: parameters and bodies make no difference, methods do. */
export function createRateLimits() {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    /** Takes one request from the bucket; false when it is empty, which LINE answers with 429. */
    take(channelId: string, endpoint: string): boolean {
      const limit = LIMITS[endpoint] ?? DEFAULT;
      const key = `${channelId} ${endpoint}`;
      const at = Date.now();
      const bucket = buckets.get(key) ?? { tokens: limit.requests, at };
      const refilled = bucket.tokens + ((at - bucket.at) / limit.perMs) * limit.requests;
      const tokens = Math.min(limit.requests, refilled);
      const isAllowed = tokens >= 1;
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at });
      return isAllowed;
    },
  };
}
