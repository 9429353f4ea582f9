import type { MergedCheckout } from "#app/checkouts/merge-checkout.server.ts";
import { recordCheckout } from "#app/checkouts/record-checkout.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { planRecovery } from "#app/recovery/plan-recovery.server.ts";
import { stopRecovery } from "#app/recovery/stop-recovery.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when a webhook tells of a checkout that began or changed. */
export async function checkoutRecorded(event: ShopifyEvent): Promise<string> {
  const { db, shopId, now } = event;
  const recorded = await recordCheckout(event);
  if (recorded.outcome !== "ignored") {
    await endOrPlanRecovery({ db, shopId, checkout: recorded, now });
  }
  return recorded.outcome;
}

/**
 * Plans the recovery of a checkout, and ends it at once when the checkout is completed or deleted: what was planned
 * before stops, and what is planned now stands there with its reason.
 */
export async function endOrPlanRecovery(options: {
  db: Db;
  shopId: string;
  checkout: MergedCheckout;
  now: Date;
}): Promise<void> {
  const { db, shopId, now } = options;
  const { checkoutId, state } = options.checkout;
  const checkoutIds = [checkoutId];
  await planRecovery({ db, shopId, checkoutIds, now });
  if (state === "open") return;
  const reason = state === "completed" ? "ordered" : "deleted";
  await stopRecovery({ db, shopId, checkoutIds, reason, now });
}
