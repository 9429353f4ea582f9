import { type LineQuota, readQuota } from "#app/line/quota.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { quotaState } from "./channel.ts";
import { markChannelRefused } from "./mark-channel-refused.server.ts";
import { refreshWebhook } from "./note-webhook.server.ts";
import { readChannel } from "./read-channel.server.ts";

export type RefreshOutcome =
  | { outcome: "read"; quota: LineQuota; isSpent: boolean }
  | { outcome: "not_connected" | "unauthorized" | "unclear" };

/**
 * Reads limit and consumption from LINE. Room on the plan (a raised limit, a new month) ends "spent", so that held sends
 * go on. LINE's count is approximate: where it is wrong, the next refused send says "spent" again.
 */
export async function refreshQuota(options: {
  db: Db;
  shopId: string;
  now: Date;
  timeOutMs?: number;
}): Promise<RefreshOutcome> {
  const { db, shopId, now, timeOutMs } = options;
  const channel = await readChannel({ db, shopId });
  if (!channel) return { outcome: "not_connected" };
  const answer = await readQuota({ credentials: channel.credentials, timeOutMs });
  if (answer.outcome === "unauthorized") {
    await markChannelRefused({ db, shopId, now });
    return { outcome: "unauthorized" };
  }
  if (answer.outcome !== "found") return { outcome: "unclear" };
  const quota = answer.found;
  const { isSpent } = quotaState(quota);
  await db.channel.updateMany({
    // The channel may have been let go meanwhile.
    where: { shopId, messagingChannelId: channel.credentials.messagingChannelId },
    data: {
      quotaLimit: quota.limit,
      quotaUsed: quota.used,
      quotaReadAt: now,
      quotaAskedAt: now,
      refusedReason: null,
      ...(isSpent ? {} : { quotaSpentSince: null }),
    },
  });
  return { outcome: "read", quota, isSpent };
}

/** Somebody waits for the answer in front of a page. */
const PATIENCE_MS = 4_000;

/**
 * Asks LINE at once about a channel whose sends are held, rather than in turn: the plan may have been raised, or the
 * credentials be good again. Nothing for a channel that is well.
 */
export async function refreshHeldChannel(options: {
  db: Db;
  shopId: string;
  now: Date;
}): Promise<void> {
  const channel = await options.db.channel.findUnique({ where: { shopId: options.shopId } });
  if (!channel?.quotaSpentSince && !channel?.refusedReason) return;
  await refreshQuota({ ...options, timeOutMs: PATIENCE_MS });
}

/** A spent quota and refused credentials are looked at often, as messages wait for them; otherwise the meter may be an hour old. */
const WAITED_FOR_MS = 5 * 60_000;
const USUAL_MS = 60 * 60_000;

/** Calls to LINE at once: one shop's silence must not keep the others waiting. */
const AT_ONCE = 10;

/**
 * Refreshes the quotas whose turn it is, and what LINE says of its webhook with them; those that were asked for longest
 * ago first. A turn is claimed whatever LINE then answers, so that channels without an answer do not stand in the way of
 * others, and several processes share the work. To be called some times a minute.
 *
 * @returns how many were asked for
 */
export async function refreshDueQuotas(options: {
  db: Db;
  now: Date;
  limit?: number;
}): Promise<number> {
  const { db, now, limit = 50 } = options;
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const due = await db.$queryRaw<{ shopId: string }[]>`
    UPDATE channel SET quota_asked_at = ${now} WHERE id IN (
      SELECT channel.id FROM channel JOIN shop ON shop.id = channel.shop_id AND shop.uninstalled_at IS NULL
      WHERE messaging_channel_id IS NOT NULL
        -- Asked for in time to come: the clock was turned back.
        AND (quota_asked_at > ${now} OR coalesce(quota_asked_at, '-infinity')
          < CASE WHEN quota_spent_since IS NULL AND refused_reason IS NULL THEN ${ago(USUAL_MS)}::timestamptz ELSE ${ago(WAITED_FOR_MS)}::timestamptz END)
      ORDER BY quota_asked_at NULLS FIRST LIMIT ${limit} FOR UPDATE OF channel SKIP LOCKED)
    RETURNING shop_id AS "shopId"`;
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const turn = due.slice(from, from + AT_ONCE);
    await Promise.all(
      turn.map(async ({ shopId }) => {
        const { outcome } = await refreshQuota({ db, shopId, now });
        // Who refuses the credentials would refuse the next question too.
        if (outcome === "read") await refreshWebhook({ db, shopId, now });
      }),
    );
  }
  return due.length;
}
