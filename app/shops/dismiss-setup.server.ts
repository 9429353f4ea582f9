import type { Db } from "#app/platform/db.server.ts";

/** Puts the set-up list away for the whole shop; it stays away. */
export async function dismissSetup(options: { db: Db; shopId: string; now: Date }): Promise<void> {
  const { db, shopId, now } = options;
  await db.shop.update({ where: { id: shopId }, data: { setupDismissedAt: now } });
}
