import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { enqueue, type Happening } from "#app/platform/jobs.server.ts";

/** The shop has uninstalled Musubi. What needs LINE or Shopify to answer happens outside of the transaction. */
export const shopUninstalled: Happening<{ shopId: string }> = {
  name: "shops.shop-uninstalled",
  payload: z.object({ shopId: z.uuid() }),
};

/**
 * Notes that a shop has uninstalled Musubi, and forgets its Shopify tokens, which are worthless now.
 *
 * @param options.at when Shopify was triggered
 * @returns `stale` when the shop has installed Musubi again since
 */
export async function uninstallShop(options: {
  db: Db;
  shopId: string;
  at: Date;
}): Promise<{ outcome: "uninstalled" | "known" | "stale" }> {
  const { db, shopId, at } = options;
  const shop = await db.shop.findUniqueOrThrow({ where: { id: shopId } });
  if (at < shop.installedAt) return { outcome: "stale" };
  if (shop.uninstalledAt) return { outcome: "known" };
  await db.shop.update({ where: { id: shopId }, data: { uninstalledAt: at } });
  await db.session.deleteMany({ where: { shop: shop.domain } });
  await db.auditEntry.create({
    data: { shopId, actor: "shopify", action: "shop.uninstalled", createdAt: at },
  });
  await enqueue(db, shopUninstalled, { shopId });
  return { outcome: "uninstalled" };
}
