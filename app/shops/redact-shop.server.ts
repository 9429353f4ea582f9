import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** What carries a shop's id without hanging on its row. A test looks for tables that are missing here. */
const LOOSE_TABLES = [
  "tracked_link",
  "send",
  "send_attempt",
  "recovery_step",
  "login_attempt",
  "refund",
  "checkout_deletion",
  "checkout_sweep",
];

/**
 * Deletes everything of a shop, 48 hours after it uninstalled Musubi (`shop/redact`).
 *
 * @param options.keepEventId the stored webhook that asks for it: its row is still being worked on
 * @returns `installed` when the shop has installed Musubi again since: nothing is deleted
 */
export async function redactShop(options: {
  db: Db;
  shopId: string;
  keepEventId: bigint;
}): Promise<{ outcome: "redacted" | "installed" }> {
  const { db, shopId, keepEventId } = options;
  const shop = await db.shop.findUniqueOrThrow({
    where: { id: shopId },
    include: { channel: true },
  });
  if (!shop.uninstalledAt) return { outcome: "installed" };
  for (const table of LOOSE_TABLES) {
    await db.$executeRaw`DELETE FROM ${Prisma.raw(table)} WHERE shop_id = ${shopId}::uuid`;
  }
  await db.rateBucket.deleteMany({ where: { channelId: shop.channel?.id ?? shopId } });
  await db.session.deleteMany({ where: { shop: shop.domain } });
  await db.webhookEvent.deleteMany({ where: { shopId, id: { not: keepEventId } } });
  await db.webhookEvent.update({ where: { id: keepEventId }, data: { shopId: null } });
  await db.shop.delete({ where: { id: shopId } });
  return { outcome: "redacted" };
}
