import type { Db } from "#app/platform/db.server.ts";

/**
 * Stops what has not been given to LINE: sends that wait, and those that are being prepared at this moment. What has a
 * stored attempt goes on, since it may already have arrived.
 *
 * @param options.state `superseded` when a later send goes instead; `skipped` otherwise
 * @param options.partIds only these parts of the subjects
 * @returns how many were stopped
 */
export async function stopSends(options: {
  db: Db;
  shopId: string;
  kind: string;
  subjectIds: string[];
  partIds?: string[];
  state?: "skipped" | "superseded";
  reason: string;
  now: Date;
}): Promise<number> {
  const { db, shopId, kind, subjectIds, partIds, state = "skipped", reason, now } = options;
  if (subjectIds.length === 0) return 0;
  return db.$executeRaw`
    WITH stopped AS (
      SELECT id FROM send
      WHERE shop_id = ${shopId}::uuid AND kind = ${kind} AND subject_id = ANY(${subjectIds}::uuid[])
        AND (${partIds ?? null}::uuid[] IS NULL OR part_id = ANY(${partIds ?? null}::uuid[]))
        AND (state IN ('planned', 'held') OR (state = 'dispatching' AND attempt_id IS NULL))
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE send SET state = ${state}, reason = ${reason}, settled_at = ${now}, leased_by = NULL, leased_until = NULL
    FROM stopped WHERE send.id = stopped.id`;
}
