import type { Db } from "#app/platform/db.server.ts";

/** Notes that LINE no longer takes the channel's credentials. Saving them anew, or an answer of LINE, clears it. */
export async function markChannelRefused(options: { db: Db; shopId: string }): Promise<void> {
  const { db, shopId } = options;
  await db.channel.updateMany({
    where: { shopId, messagingChannelId: { not: null } },
    data: { refusedReason: "invalid_credentials" },
  });
}
