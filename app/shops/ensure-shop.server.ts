import type { Shop } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { adminClient } from "#app/shopify/admin-client.server.ts";
import { readShop } from "#app/shopify/operations/read-shop.server.ts";

/** Name, zone and currency change rarely, and `shop/update` tells of it; a day bounds what a lost webhook costs. */
const DETAILS_LIVE_MS = 24 * 60 * 60 * 1000;

/**
 * The shop of this domain, made when it is new and woken when it had been uninstalled. Its details are read from
 * Shopify when they are missing or a day old; when Shopify does not answer, the old ones serve.
 */
export async function ensureShop(options: { db: Db; domain: string; now: Date }): Promise<Shop> {
  const { db, domain, now } = options;
  const known = await db.shop.findUnique({ where: { domain } });
  if (known && !known.uninstalledAt && isFresh(known, now)) return known;

  // The first page's loaders come at once: each may be the one that makes the shop.
  await db.shop.createMany({ data: { domain, installedAt: now }, skipDuplicates: true });
  await db.shop.updateMany({
    where: { domain, uninstalledAt: { not: null } },
    data: { installedAt: now, uninstalledAt: null },
  });
  const shop = await db.shop.findUniqueOrThrow({ where: { domain } });
  try {
    const details = await readShop(await adminClient({ shopDomain: domain }));
    return await db.shop.update({
      where: { id: shop.id },
      data: { ...details, detailsReadAt: now },
    });
  } catch (err) {
    log.warn({ err, shop: domain }, "The shop's details could not be read; the old ones serve");
    return shop;
  }
}

function isFresh(shop: Shop, now: Date): boolean {
  return (
    shop.detailsReadAt !== null && now.getTime() - shop.detailsReadAt.getTime() < DETAILS_LIVE_MS
  );
}
