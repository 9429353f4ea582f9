import type { Db } from "#app/platform/db.server.ts";

/**
 * Lets go on whatever was held for its channel and whose channel is well again, by whatever way it became so: a quota
 * that was read anew, credentials that were saved. What somebody else is writing in this moment is left for the next time.
 *
 * @returns how many were held
 */
export async function releaseHoldsOfWellChannels(options: { db: Db; now: Date }): Promise<number> {
  const { db, now } = options;
  return db.$executeRaw`
    WITH well AS (
      SELECT send.id
      FROM send JOIN channel ON channel.shop_id = send.shop_id
      WHERE send.state = 'held' AND send.reason IN ('quota', 'channel_refused') AND send.next_at > ${now}
        AND CASE send.reason WHEN 'quota' THEN channel.quota_spent_since IS NULL ELSE channel.refused_reason IS NULL END
      FOR NO KEY UPDATE OF send SKIP LOCKED
    )
    UPDATE send SET next_at = ${now} FROM well WHERE send.id = well.id`;
}
