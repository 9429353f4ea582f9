import { db, pool } from "#app/platform/database.server.ts";
import { defineJob, enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";
import { redactShop, shopRedactionWanted } from "#app/shops/redact-shop.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens 48 hours after an uninstall: everything of the shop is deleted, unless it is back. */
export async function shopRedacted({ db, shop, shopId }: ShopifyEvent): Promise<string> {
  if (!shop.uninstalledAt) return "installed";
  await enqueue(db, shopRedactionWanted, { shopId });
  return "redaction_begun";
}

/** Beside the webhooks: a large shop takes minutes, and other shops' webhooks share its lane. */
export const shopRedactionJob = defineJob(shopRedactionWanted, async ({ shopId }) => {
  const { outcome } = await redactShop({ db, pool, shopId });
  log.info({ shopId, outcome }, "A shop's data was to be deleted");
});
