import { recordCheckout } from "#app/checkouts/record-checkout.server.ts";
import { planRecovery } from "#app/recovery/plan-recovery.server.ts";
import { stopRecovery } from "#app/recovery/stop-recovery.server.ts";
import type { ShopifyEvent } from "./shopify-event.server.ts";

/** All that happens when a checkout began or changed: its recovery is planned, or ends with its completion. */
export async function checkoutRecorded(event: ShopifyEvent): Promise<string> {
  const { db, shopId, now } = event;
  const recorded = await recordCheckout(event);
  if (recorded.outcome === "ignored") return "ignored";
  const checkoutIds = [recorded.checkoutId];
  await planRecovery({ db, shopId, checkoutIds, now });
  if (recorded.state === "completed") {
    await stopRecovery({ db, shopId, checkoutIds, reason: "ordered", now });
  }
  if (recorded.state === "deleted") {
    await stopRecovery({ db, shopId, checkoutIds, reason: "deleted", now });
  }
  return recorded.outcome;
}
