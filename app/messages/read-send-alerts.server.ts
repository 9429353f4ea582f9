import type { Db } from "#app/platform/db.server.ts";
import { HELD_TOO_LONG_MS, LATE_MS } from "./trouble.ts";

/** Older trouble has been read, or is past mending. */
const DAYS = 7;

/** How many, and since when the first of them. */
type Counted = { count: number; since: Date | null };

export type SendAlerts = {
  /** Held for the monthly limit. */
  waitingForQuota: Counted;
  /**
   * What waits too long: due and not taken up, without a clear answer of LINE's, or held until shortly before its end.
   * What is held for the whole channel is none of it: that is told as such.
   */
  late: Counted;
  unknown: Counted;
  rejected: Counted;
};

/**
 * What went wrong with a shop's sends lately and wants a merchant's eye, in one query over what is not settled or went
 * wrong. Test sends are left out.
 *
 * @param options.rejectedSince the merchant has seen what was rejected before
 */
export async function readSendAlerts(options: {
  db: Db;
  shopId: string;
  rejectedSince: Date | null;
  now: Date;
}): Promise<SendAlerts> {
  const { db, shopId, rejectedSince, now } = options;
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const listed = ago(DAYS * 24 * 60 * 60_000);
  const seen = new Date(Math.max(listed.getTime(), rejectedSince?.getTime() ?? 0));
  const late = ago(LATE_MS);
  const rows = await db.$queryRaw<{ name: keyof SendAlerts; count: number; since: Date | null }[]>`
    SELECT 'waitingForQuota' AS name, count(*)::int, min(due_at) AS since FROM send
    WHERE shop_id = ${shopId}::uuid AND state = 'held' AND reason = 'quota'
    UNION ALL
    SELECT 'late', count(*)::int, min(since) FROM (
      SELECT next_at AS since FROM send
      WHERE shop_id = ${shopId}::uuid AND state IN ('planned', 'held') AND next_at <= ${late}
      UNION ALL
      SELECT next_at FROM send
      WHERE shop_id = ${shopId}::uuid AND state = 'dispatching' AND next_at <= ${late} AND kind <> 'test'
      UNION ALL
      SELECT due_at FROM send
      WHERE shop_id = ${shopId}::uuid AND state = 'held' AND due_at <= ${ago(HELD_TOO_LONG_MS)} AND next_at > ${late}
        AND valid_until > ${now} AND coalesce(reason, '') NOT IN ('quota', 'channel_refused')
    ) AS waiting
    UNION ALL
    SELECT 'unknown', count(*)::int, min(settled_at) FROM send
    WHERE shop_id = ${shopId}::uuid AND state IN ('rejected', 'unknown') AND state = 'unknown'
      AND settled_at >= ${listed} AND kind <> 'test'
    UNION ALL
    SELECT 'rejected', count(*)::int, min(settled_at) FROM send
    WHERE shop_id = ${shopId}::uuid AND state IN ('rejected', 'unknown') AND state = 'rejected'
      AND settled_at > ${seen} AND kind <> 'test'`;
  const read = (name: keyof SendAlerts): Counted => {
    const row = rows.find((each) => each.name === name);
    return { count: row?.count ?? 0, since: row?.since ?? null };
  };
  return {
    waitingForQuota: read("waitingForQuota"),
    late: read("late"),
    unknown: read("unknown"),
    rejected: read("rejected"),
  };
}
