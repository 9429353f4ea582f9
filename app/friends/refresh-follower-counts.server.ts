import type { LineCredentials } from "#app/line/credentials.ts";
import { readFollowerCount } from "#app/line/follower-count.server.ts";
import type { Db } from "#app/platform/db.server.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** LINE counts in Japan's time, which has no summer time. */
const JAPAN_MS = 9 * HOUR_MS;
/** Shops a claim; the next claim is a minute away. */
const BATCH = 50;

/** Channels whose count by LINE is to be read now: once a day each. A claim is for an hour, whatever LINE answers. */
export async function claimFollowerCounts(options: { db: Db; now: Date }): Promise<string[]> {
  const { db, now } = options;
  const rows = await db.$queryRaw<{ shopId: string }[]>`
    INSERT INTO line_follower_count (shop_id, channel_id, due_at)
    SELECT channel.shop_id, channel.id, ${new Date(now.getTime() + HOUR_MS)} FROM channel
    JOIN shop ON shop.id = channel.shop_id AND shop.uninstalled_at IS NULL
    LEFT JOIN line_follower_count AS count ON count.shop_id = channel.shop_id
    WHERE channel.messaging_channel_id IS NOT NULL
      -- Later than the next one can be: the clock was turned back.
      AND (count.shop_id IS NULL OR count.due_at <= ${now} OR count.due_at > ${new Date(now.getTime() + DAY_MS)})
    LIMIT ${BATCH}
    ON CONFLICT (shop_id) DO UPDATE SET due_at = excluded.due_at
      WHERE line_follower_count.due_at <= ${now} OR line_follower_count.due_at > ${new Date(now.getTime() + DAY_MS)}
    RETURNING shop_id AS "shopId"`;
  return rows.map(({ shopId }) => shopId);
}

/** Reads LINE's own count of followers as it stood at the end of yesterday in Japan, and keeps it with its day. */
export async function refreshFollowerCount(options: {
  db: Db;
  shopId: string;
  credentials: LineCredentials;
  now: Date;
}): Promise<"read" | "not_ready" | "refused"> {
  const { db, shopId, credentials, now } = options;
  const yesterday = new Date(now.getTime() + JAPAN_MS - DAY_MS).toISOString().slice(0, 10);
  const answer = await readFollowerCount({ credentials, day: yesterday.replaceAll("-", "") });
  // Asked again within the hour.
  if (answer.outcome !== "found") return answer.outcome === "not_ready" ? "not_ready" : "refused";
  await db.lineFollowerCount.updateMany({
    where: { shopId },
    data: {
      ...answer.found,
      day: new Date(`${yesterday}T00:00:00Z`),
      readAt: now,
      dueAt: new Date(now.getTime() + DAY_MS),
    },
  });
  return "read";
}
