import type { Db } from "#app/platform/db.server.ts";
import { SENDS_PLANNED } from "./plan-sends.server.ts";
import { DROPPED_REASONS } from "./trouble.ts";

/**
 * Takes back that sends were dropped: what is still valid is planned again and asked about when it is due, and what was
 * unknown is unknown again.
 *
 * One statement, with an audit entry for each: a send that has moved on meanwhile, or is another shop's, is left alone.
 *
 * @param options.actor `staff:<Shopify user id>`
 * @returns the ids of those that were restored
 */
export async function restoreSends(options: {
  db: Db;
  shopId: string;
  sendIds: string[];
  actor: string;
  now: Date;
}): Promise<string[]> {
  const { db, shopId, sendIds, actor, now } = options;
  const restored = await db.$queryRaw<{ id: string }[]>`
    WITH chosen AS (
      SELECT send.id, send.reason = ${DROPPED_REASONS.unknown} AS is_unknown, attempt.error ->> 'reason' AS reason
      FROM send LEFT JOIN send_attempt AS attempt ON attempt.id = send.attempt_id
      WHERE send.shop_id = ${shopId}::uuid AND send.id = ANY(${sendIds}::uuid[]) AND send.kind <> 'test'
        AND send.state = 'skipped'
        AND (send.reason = ${DROPPED_REASONS.unknown}
          OR send.reason = ${DROPPED_REASONS.dropped} AND send.valid_until > ${now})
      ORDER BY send.id FOR NO KEY UPDATE OF send
    ), restored AS (
      UPDATE send SET
        state = CASE WHEN is_unknown THEN 'unknown' ELSE 'planned' END,
        reason = CASE WHEN is_unknown THEN chosen.reason END,
        next_at = CASE WHEN is_unknown THEN next_at ELSE greatest(due_at, ${now}) END,
        settled_at = CASE WHEN is_unknown THEN settled_at END
      FROM chosen WHERE send.id = chosen.id
      RETURNING send.id
    ), audit AS (
      INSERT INTO audit_entry (id, shop_id, actor, action, subject, created_at)
      SELECT gen_random_uuid(), ${shopId}::uuid, ${actor}, 'send.restored', id, ${now} FROM restored
    )
    SELECT id FROM restored`;
  if (restored.length > 0) await db.$executeRaw`SELECT pg_notify(${SENDS_PLANNED}, '')`;
  return restored.map(({ id }) => id);
}
