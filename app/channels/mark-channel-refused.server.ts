import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

/**
 * Notes that LINE no longer takes the channel's credentials, and tells the operator the first time. Saving them anew,
 * or an answer of LINE, clears it.
 */
export async function markChannelRefused(options: {
  db: Db;
  shopId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, now } = options;
  const { count } = await db.channel.updateMany({
    where: { shopId, messagingChannelId: { not: null }, refusedReason: null },
    data: { refusedReason: "invalid_credentials", refusedSince: now },
  });
  if (count > 0) log.warn({ shopId }, "LINE refuses a channel's credentials; its sends are held");
}
