import type { Db } from "#app/platform/db.server.ts";

/**
 * Stops whatever a shop has not given to LINE yet, of every kind.
 *
 * @returns how many were stopped
 */
export async function stopShopSends(options: {
  db: Db;
  shopId: string;
  reason: string;
  now: Date;
}): Promise<number> {
  const { db, shopId, reason, now } = options;
  return db.$executeRaw`
    WITH stopped AS (
      SELECT id FROM send
      WHERE shop_id = ${shopId}::uuid
        AND (state IN ('planned', 'held') OR (state = 'dispatching' AND attempt_id IS NULL))
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE send SET state = 'skipped', reason = ${reason}, settled_at = ${now}, leased_by = NULL, leased_until = NULL
    FROM stopped WHERE send.id = stopped.id`;
}
