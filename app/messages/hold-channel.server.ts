import { markChannelRefused } from "#app/channels/mark-channel-refused.server.ts";
import { markQuotaSpent } from "#app/channels/mark-quota-spent.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { LEDGER_REASONS } from "./send.ts";

/**
 * Holds a shop's channel: LINE's monthly limit is reached (`quota`), or LINE refuses its credentials
 * (`channel_refused`). Marks the channel, and holds everything of it that is due, until it is released or its validity
 * ends. What becomes due later is held by the last check before sending, and so is what is urgent: it may go by reply.
 */
export async function holdChannel(options: {
  db: Db;
  shopId: string;
  reason: typeof LEDGER_REASONS.quota | typeof LEDGER_REASONS.channelRefused;
  now: Date;
}): Promise<void> {
  const { db, shopId, reason, now } = options;
  if (reason === LEDGER_REASONS.quota) await markQuotaSpent({ db, shopId, now });
  else await markChannelRefused({ db, shopId, now });
  await db.$executeRaw`
    WITH due AS (
      SELECT id FROM send
      WHERE shop_id = ${shopId}::uuid AND state IN ('planned', 'held') AND next_at <= ${now} AND valid_until > ${now}
        AND NOT is_urgent
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE send SET state = 'held', reason = ${reason}, next_at = valid_until
    FROM due WHERE send.id = due.id`;
}
