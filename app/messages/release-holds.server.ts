import type { Db } from "#app/platform/db.server.ts";

/**
 * Lets go on whatever was held for its channel and whose channel is well again, by whatever way it became so: a quota
 * that was read anew, credentials that were saved.
 *
 * @returns how many were held
 */
export async function releaseHoldsOfWellChannels(options: { db: Db; now: Date }): Promise<number> {
  const { db, now } = options;
  return db.$executeRaw`
    UPDATE send SET next_at = ${now}
    FROM channel
    WHERE channel.shop_id = send.shop_id AND send.state = 'held' AND send.reason IN ('quota', 'channel_refused')
      AND send.next_at > ${now}
      AND CASE send.reason WHEN 'quota' THEN channel.quota_spent_since IS NULL ELSE channel.refused_reason IS NULL END`;
}
