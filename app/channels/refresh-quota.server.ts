import { type LineQuota, readQuota } from "#app/line/quota.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { quotaState } from "./channel.ts";
import { markChannelRefused } from "./mark-channel-refused.server.ts";
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
    await markChannelRefused({ db, shopId });
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
      refusedReason: null,
      ...(isSpent ? {} : { quotaSpentSince: null }),
    },
  });
  return { outcome: "read", quota, isSpent };
}

/** A spent quota is looked at often, as messages wait for it; otherwise the meter may be an hour old. */
const SPENT_MS = 5 * 60_000;
const USUAL_MS = 60 * 60_000;

/** Refreshes the quotas that are old by now, the oldest first. To be called every minute or so. Returns how many. */
export async function refreshDueQuotas(options: {
  db: Db;
  now: Date;
  limit?: number;
}): Promise<number> {
  const { db, now, limit = 50 } = options;
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  const due = await db.channel.findMany({
    where: {
      messagingChannelId: { not: null },
      shop: { uninstalledAt: null },
      OR: [
        { quotaReadAt: null },
        { quotaReadAt: before(USUAL_MS) },
        { quotaSpentSince: { not: null }, quotaReadAt: before(SPENT_MS) },
      ],
    },
    orderBy: { quotaReadAt: { sort: "asc", nulls: "first" } },
    take: limit,
    select: { shopId: true },
  });
  for (const { shopId } of due) await refreshQuota({ db, shopId, now });
  return due.length;
}
