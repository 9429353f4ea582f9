import { checkoutSweepDue, claimDueSweeps } from "#app/checkouts/claim-due-sweeps.server.ts";
import { sweepAbandonedCheckouts } from "#app/checkouts/sweep-abandoned-checkouts.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";
import { ShopAccessError } from "#app/shopify/admin-client.server.ts";
import { planOrEndRecovery } from "./checkouts-recorded.server.ts";
import { lookEvery } from "./look-every.server.ts";

/** All that happens when a shop's abandoned checkouts are read: what webhooks missed is treated as if they had come. */
export const checkoutSweepJob = defineJob(checkoutSweepDue, async ({ shopId }) => {
  const shop = await db.shop.findUnique({ where: { id: shopId } });
  if (!shop || shop.uninstalledAt) return;
  try {
    const changes = await sweepAbandonedCheckouts({
      db,
      shopId,
      now: now(),
      onRecorded: (tx, checkouts) => planOrEndRecovery({ db: tx, shopId, checkouts, now: now() }),
    });
    if (changes)
      log.info(
        { shop: shop.domain, changes },
        "A sweep found checkouts that webhooks had not told",
      );
  } catch (err) {
    if (!(err instanceof ShopAccessError)) throw err;
    log.warn(
      { err, shop: shop.domain },
      "Abandoned checkouts cannot be read: the shop's token does not serve",
    );
  }
});

const LOOK_EVERY_MS = 5_000;

/** Looks every few seconds whose sweep is due, by the product's clock, until stopped. */
export function startCheckoutSweeps(): { stop(): Promise<void> } {
  return lookEvery({
    ms: LOOK_EVERY_MS,
    failure: "Sweeps of abandoned checkouts could not be claimed",
    look: () => claimDueSweeps({ db, now: now() }),
  });
}
