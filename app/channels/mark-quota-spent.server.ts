import type { Db } from "#app/platform/db.server.ts";

/** Notes that LINE refused a send because the month's messages are used up; the first moment stays. */
export async function markQuotaSpent(options: {
  db: Db;
  shopId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, now } = options;
  await db.channel.updateMany({
    where: { shopId, quotaSpentSince: null },
    data: { quotaSpentSince: now },
  });
}
