import type { Db } from "#app/platform/db.server.ts";
import { DROPPED_REASONS, ERASED } from "./trouble.ts";

/**
 * Takes sends out at a merchant's word: what has not been given to LINE does not go, and what is unknown is laid aside.
 * The reasons differ, since what is unknown may have arrived, and rules go on to count it so.
 *
 * One statement, with an audit entry for each: a send that has moved on meanwhile, or is another shop's, is left alone.
 *
 * @param options.actor `staff:<Shopify user id>`
 * @returns the ids of those that were dropped
 */
export async function dropSends(options: {
  db: Db;
  shopId: string;
  sendIds: string[];
  actor: string;
  now: Date;
}): Promise<string[]> {
  const { db, shopId, sendIds, actor, now } = options;
  const dropped = await db.$queryRaw<{ id: string }[]>`
    WITH chosen AS (
      SELECT id, CASE state WHEN 'unknown' THEN ${DROPPED_REASONS.unknown} ELSE ${DROPPED_REASONS.dropped} END AS reason
      FROM send
      WHERE shop_id = ${shopId}::uuid AND id = ANY(${sendIds}::uuid[]) AND kind <> 'test'
        AND (state IN ('planned', 'held') OR state = 'dispatching' AND attempt_id IS NULL
          OR state = 'unknown' AND reason IS DISTINCT FROM ${ERASED})
      ORDER BY id FOR NO KEY UPDATE
    ), dropped AS (
      UPDATE send SET state = 'skipped', reason = chosen.reason, settled_at = ${now}, leased_by = NULL, leased_until = NULL
      FROM chosen WHERE send.id = chosen.id
      RETURNING send.id
    ), audit AS (
      INSERT INTO audit_entry (id, shop_id, actor, action, subject, created_at)
      SELECT gen_random_uuid(), ${shopId}::uuid, ${actor}, 'send.dropped', id, ${now} FROM dropped
    )
    SELECT id FROM dropped`;
  return dropped.map(({ id }) => id);
}
