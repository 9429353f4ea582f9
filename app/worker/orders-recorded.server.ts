import { recordOrders } from "#app/customers/record-orders.server.ts";
import { stopRecovery } from "#app/recovery/stop-recovery.server.ts";
import type { ShopifyEvents } from "./shopify-event.ts";

/** All that happens when orders were made, changed or cancelled: recovery of what they were made from ends, paid or not. */
export async function ordersRecorded(events: ShopifyEvents): Promise<string[]> {
  const { db, shopId, now } = events;
  const { outcomes, checkoutIds } = await recordOrders(events);
  await stopRecovery({ db, shopId, checkoutIds, reason: "ordered", now });
  return outcomes;
}
