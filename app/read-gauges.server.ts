import type pg from "pg";
import type { GaugeReading } from "#app/platform/metrics.server.ts";

/** More of a kind need not be told apart: an alert has rung long before, and counting them would cost. */
const MOST_COUNTED = 100_000;

/** The operator asks every 15 s or so, also when much waits. */
const PATIENCE_MS = 3_000;

type Row = { gauge: string; label: string | null; value: number };

/**
 * What only the database knows of the whole installation, in one query over indexes of what waits and over the channels.
 *
 * @param options.now product time: what is due
 */
export async function readGauges(options: { pool: pg.Pool; now: Date }): Promise<GaugeReading[]> {
  const { pool, now } = options;
  const { rows } = await pool.query<Row>({
    text: `
      SELECT 'events' AS gauge, NULL AS label, count(*)::float AS value
      FROM (SELECT FROM webhook_event WHERE processed_at IS NULL LIMIT $2) AS waiting
      UNION ALL
      SELECT 'event_age', NULL, coalesce(extract(epoch FROM $1 - min(received_at)), 0)::float
      FROM (SELECT received_at FROM webhook_event WHERE processed_at IS NULL LIMIT $2) AS waiting
      UNION ALL
      SELECT 'set_aside', NULL, count(*)::float
      FROM (SELECT FROM webhook_event WHERE processed_at IS NOT NULL AND body IS NOT NULL LIMIT $2) AS aside
      UNION ALL
      SELECT 'held', coalesce(reason, ''), count(*)::float
      FROM (SELECT reason FROM send WHERE state = 'held' LIMIT $2) AS held GROUP BY 2
      UNION ALL
      SELECT 'due', NULL, coalesce(sum(due.count), 0)::float
      FROM shop CROSS JOIN LATERAL (
        SELECT count(*) FROM (
          SELECT FROM send WHERE shop_id = shop.id AND state IN ('planned', 'held') AND next_at <= $1 LIMIT $2) AS due
      ) AS due
      WHERE shop.uninstalled_at IS NULL
      UNION ALL
      SELECT 'dispatching', NULL, count(*)::float
      FROM (SELECT FROM send WHERE state = 'dispatching' LIMIT $2) AS dispatching
      UNION ALL
      SELECT 'channels', CASE
          WHEN refused_reason IS NOT NULL THEN 'refused'
          WHEN quota_spent_since IS NOT NULL THEN 'quota_spent'
          WHEN quota_read_at IS NULL THEN 'unread'
          WHEN quota_limit IS NULL THEN 'unlimited'
          WHEN quota_used >= 0.95 * quota_limit THEN 'quota_almost_spent'
          WHEN quota_used >= 0.8 * quota_limit THEN 'quota_near'
          ELSE 'well' END, count(*)::float
      FROM channel WHERE messaging_channel_id IS NOT NULL GROUP BY 2
      UNION ALL
      SELECT 'quota', word, total::float
      FROM (SELECT sum(quota_limit) AS most, sum(least(quota_used, quota_limit)) AS used
            FROM channel WHERE messaging_channel_id IS NOT NULL AND quota_limit IS NOT NULL) AS quota
      CROSS JOIN LATERAL (VALUES ('limit', most), ('used', used)) AS each (word, total)
      WHERE total IS NOT NULL
      UNION ALL
      SELECT 'silent', source, count(*)::float FROM webhook_silence GROUP BY 2
      UNION ALL
      SELECT 'failed_jobs', NULL, count(*)::float
      FROM graphile_worker._private_jobs WHERE attempts >= max_attempts`,
    values: [now, MOST_COUNTED],
    query_timeout: PATIENCE_MS,
  } as pg.QueryConfig);
  const gauge = (wanted: string, name: string, help: string, label?: string): GaugeReading => ({
    name,
    help,
    values: rows
      .filter((row) => row.gauge === wanted)
      .map((row) => ({ labels: label ? { [label]: row.label ?? "" } : {}, value: row.value })),
  });
  return [
    gauge("events", "events_waiting", "Webhook events not worked on yet (100,000 at most)"),
    gauge("event_age", "events_waiting_age_seconds", "How long the oldest of them has waited"),
    gauge("set_aside", "events_set_aside", "Webhook events set aside after failing 8 times"),
    gauge("held", "sends_held", "Sends that are held (100,000 at most)", "reason"),
    gauge("due", "sends_due", "Sends that are due and not taken up"),
    gauge("dispatching", "sends_dispatching", "Sends in a worker's hand or to be tried again"),
    gauge("channels", "channels", "Connected LINE channels, by how they are", "state"),
    gauge("quota", "quota_messages", "Messages of all limited LINE plans this month", "of"),
    gauge("silent", "shops_silent", "Shops that a platform stopped telling anything", "source"),
    gauge("failed_jobs", "jobs_failed", "Jobs that failed for the last time"),
  ];
}
