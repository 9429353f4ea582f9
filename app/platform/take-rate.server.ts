import { keyedHash } from "./crypto.server.ts";
import type { Db } from "./db.server.ts";

/** So often may be done, for one subject, what is limited. The subject is kept as a hash only. */
export type RateLimit = { subject: string; most: number; seconds: number };

/**
 * Counts one more of something that is limited, for all its subjects by one statement, so that requests at the same moment
 * count each other. Spans of time are fixed, on real time; what is refused counts too.
 *
 * @returns `limited` with the seconds until the fullest span ends, when any of the limits is passed
 */
export async function takeRate(options: {
  db: Db;
  shopId: string;
  limits: RateLimit[];
  realTime: Date;
}): Promise<{ outcome: "taken" } | { outcome: "limited"; retryAfterSeconds: number }> {
  const { db, shopId, limits, realTime } = options;
  const spans = limits.map(({ subject, most, seconds }) => {
    const spanMs = seconds * 1_000;
    const ends = new Date((Math.floor(realTime.getTime() / spanMs) + 1) * spanMs);
    return { subject: keyedHash(`${seconds} ${subject}`, "rate"), ends, most };
  });
  const counted = await db.$queryRaw<{ subject: string; count: number }[]>`
    INSERT INTO rate_count (shop_id, span_ends, subject, count)
    SELECT ${shopId}::uuid, ends, subject, 1
    FROM unnest(${spans.map(({ ends }) => ends)}::timestamptz[], ${spans.map(({ subject }) => subject)}::text[])
      AS span(ends, subject)
    ORDER BY ends, subject
    ON CONFLICT (shop_id, span_ends, subject) DO UPDATE SET count = rate_count.count + 1
    RETURNING subject, count`;
  await db.$executeRaw`
    DELETE FROM rate_count WHERE shop_id = ${shopId}::uuid AND span_ends < ${hourBefore(realTime)}::timestamptz`;
  const counts = new Map(counted.map(({ subject, count }) => [subject, count]));
  const full = spans.filter(({ subject, most }) => (counts.get(subject) ?? 0) > most);
  if (full.length === 0) return { outcome: "taken" };
  const latest = Math.max(...full.map(({ ends }) => ends.getTime()));
  return {
    outcome: "limited",
    retryAfterSeconds: Math.ceil((latest - realTime.getTime()) / 1_000),
  };
}

/** What has ended is not counted any more; an hour lets no clock be wrong about it. */
const hourBefore = (time: Date) => new Date(time.getTime() - 3_600_000);
