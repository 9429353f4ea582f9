import { releaseChannel } from "#app/channels/release-channel.server.ts";
import { forgetCustomerSync } from "#app/customers/forget-customer-sync.server.ts";
import { stopShopSends } from "#app/messages/stop-shop-sends.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";
import { shopUninstalled, uninstallShop } from "#app/shops/uninstall-shop.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens at once when a shop uninstalls Musubi: nothing more is sent. Its LINE events are dropped from now. */
export async function appUninstalled(event: ShopifyEvent): Promise<string> {
  const { db, shopId, occurredAt, receivedAt } = event;
  const { outcome } = await uninstallShop({ db, shopId, at: occurredAt ?? receivedAt });
  if (outcome !== "uninstalled") return outcome;
  await stopShopSends({ db, shopId, reason: "uninstalled", now: event.now });
  await forgetCustomerSync({ db, shopId });
  return outcome;
}

/** And soon after: the old webhook URL goes back to LINE, and the channel is free for another shop. */
export const shopUninstalledJob = defineJob(shopUninstalled, async ({ shopId }) => {
  const shop = await db.shop.findUnique({ where: { id: shopId } });
  // Installed again meanwhile, or redacted.
  if (!shop?.uninstalledAt) return;
  const released = await releaseChannel({
    db,
    shopId,
    restoreWebhook: true,
    actor: "shopify",
    now: now(),
  });
  if (released.outcome === "unclear")
    throw new Error("LINE did not answer; its channel is not released yet.");
});
