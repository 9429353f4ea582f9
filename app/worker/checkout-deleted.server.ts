import { recordCheckoutDeleted } from "#app/checkouts/record-checkout-deleted.server.ts";
import { stopRecovery } from "#app/recovery/stop-recovery.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when Shopify deletes a checkout: its recovery ends. */
export async function checkoutDeleted(event: ShopifyEvent): Promise<string> {
  const { db, shopId, now } = event;
  const { outcome, checkoutIds } = await recordCheckoutDeleted(event);
  await stopRecovery({ db, shopId, checkoutIds, reason: "deleted", now });
  return outcome;
}
