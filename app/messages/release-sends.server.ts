import type { Db } from "#app/platform/db.server.ts";
import { SENDS_PLANNED } from "./plan-sends.server.ts";
import { ERASED, RELEASED_FOR_MS } from "./trouble.ts";

/**
 * Lets sends go at a merchant's word: what is held is asked about at once, what is unknown goes anew. Both take the whole
 * road again, with every check on it; what still has to wait is held again.
 *
 * An unknown send may have arrived, so its person may get it twice: the merchant has been told. It gets a new key, since
 * LINE has forgotten the old one, and a day in which to go; what was stored of the old attempt loses its bytes.
 *
 * One statement, with an audit entry for each: a send that has moved on meanwhile, or is another shop's, is left alone.
 *
 * @param options.actor `staff:<Shopify user id>`
 * @returns the ids of those that were released
 */
export async function releaseSends(options: {
  db: Db;
  shopId: string;
  sendIds: string[];
  actor: string;
  now: Date;
}): Promise<string[]> {
  const { db, shopId, sendIds, actor, now } = options;
  const validUntil = new Date(now.getTime() + RELEASED_FOR_MS);
  const released = await db.$queryRaw<{ id: string }[]>`
    WITH chosen AS (
      SELECT id, state, attempt_id FROM send
      WHERE shop_id = ${shopId}::uuid AND id = ANY(${sendIds}::uuid[]) AND kind <> 'test'
        AND (state = 'held' AND valid_until > ${now} OR state = 'unknown' AND reason IS DISTINCT FROM ${ERASED})
      ORDER BY id FOR NO KEY UPDATE
    ), released AS (
      UPDATE send SET state = 'planned', reason = NULL, next_at = ${now}, settled_at = NULL, attempt_id = NULL,
        valid_until = CASE chosen.state WHEN 'unknown' THEN greatest(valid_until, ${validUntil}) ELSE valid_until END
      FROM chosen WHERE send.id = chosen.id
      RETURNING send.id
    ), over AS (
      UPDATE send_attempt SET former_send_id = chosen.id, body = NULL
      FROM chosen WHERE send_attempt.id = chosen.attempt_id
    ), audit AS (
      INSERT INTO audit_entry (id, shop_id, actor, action, subject, created_at)
      SELECT gen_random_uuid(), ${shopId}::uuid, ${actor}, 'send.released', id, ${now} FROM released
    )
    SELECT id FROM released`;
  if (released.length > 0) await db.$executeRaw`SELECT pg_notify(${SENDS_PLANNED}, '')`;
  return released.map(({ id }) => id);
}
