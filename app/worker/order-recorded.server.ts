import { recordOrder } from "#app/customers/record-order.server.ts";
import { stopRecovery } from "#app/recovery/stop-recovery.server.ts";
import type { ShopifyEvent } from "./shopify-event.ts";

/** All that happens when an order was made, changed or cancelled: recovery of what it was made from ends, paid or not. */
export async function orderRecorded(event: ShopifyEvent): Promise<string> {
  const { db, shopId, now } = event;
  const { outcome, checkoutIds } = await recordOrder(event);
  await stopRecovery({ db, shopId, checkoutIds, reason: "ordered", now });
  return outcome;
}
