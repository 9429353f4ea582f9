import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { createGatherer } from "./gather.ts";

/** LINE reference, "Rate limits": 2,000 requests a second per channel for push, and as many for reply. */
const PER_SECOND = 2_000;
/** What may go at once after a rest: half of LINE's own bucket, so that clocks and the network may differ a little. */
const BURST = 1_000;

export type RateBucket = {
  /** Resolves when one call of the channel may go. */
  take(channelId: string): Promise<void>;
  /** LINE limited the channel all the same: nothing of it goes for a second, by any worker. */
  drain(channelId: string): Promise<void>;
};

/**
 * The token bucket of a channel at one endpoint, shared by all workers through the database, on real time. Tokens are taken
 * for many at once and on credit: who takes more than there are waits until they have been filled up.
 */
export function createRateBucket(options: {
  pool: pg.Pool;
  endpoint: "push" | "reply";
  realTime: () => Date;
}): RateBucket {
  const { pool, endpoint, realTime } = options;
  const take = createGatherer<string, number>({
    maxItems: 1_000,
    async run(channelIds) {
      const wanted = new Map<string, number>();
      for (const id of channelIds) wanted.set(id, (wanted.get(id) ?? 0) + 1);
      const tokensLeft = await takeTokens(pool, endpoint, wanted, realTime());
      return channelIds.map((id) => Math.max(0, -(tokensLeft.get(id) ?? 0) / PER_SECOND) * 1_000);
    },
  });
  return {
    async take(channelId) {
      const delayMs = await take(channelId);
      if (delayMs > 0) await wait(delayMs);
    },
    async drain(channelId) {
      await pool.query(
        `UPDATE rate_bucket SET tokens = least(tokens, $2), refilled_at = greatest(refilled_at, $3)
         WHERE channel_id = $1 AND endpoint = $4`,
        [channelId, -PER_SECOND, realTime(), endpoint],
      );
    },
  };
}

/** @returns what is left of each channel's tokens; below zero they were taken on credit */
async function takeTokens(
  pool: pg.Pool,
  endpoint: string,
  wanted: Map<string, number>,
  realNow: Date,
): Promise<Map<string, number>> {
  // Rows in one order, so that two workers never wait for each other.
  const channelIds = [...wanted.keys()].sort();
  const { rows } = await pool.query<{ channel_id: string; tokens: number }>({
    name: "messages.take-tokens",
    text: `
      INSERT INTO rate_bucket AS bucket (channel_id, endpoint, tokens, refilled_at)
      SELECT channel_id, $6::text, $3::float - wanted, $4
      FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS asked (channel_id, wanted, place) ORDER BY place
      ON CONFLICT (channel_id, endpoint) DO UPDATE SET
        tokens = least($3::float, bucket.tokens
            + greatest(0, extract(epoch FROM excluded.refilled_at - bucket.refilled_at))::float * $5::float)
          - ($3::float - excluded.tokens),
        -- A worker's clock may be a little behind another's. Where it was turned back, filling up goes on from there.
        refilled_at = CASE WHEN excluded.refilled_at < bucket.refilled_at - interval '1 minute' THEN excluded.refilled_at
          ELSE greatest(bucket.refilled_at, excluded.refilled_at) END
      RETURNING channel_id, tokens`,
    values: [
      channelIds,
      channelIds.map((id) => wanted.get(id)),
      BURST,
      realNow,
      PER_SECOND,
      endpoint,
    ],
  });
  return new Map(rows.map((row) => [row.channel_id, row.tokens]));
}
