import type { MergedCheckout } from "#app/checkouts/merge-checkouts.server.ts";
import { recordCheckouts } from "#app/checkouts/record-checkouts.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { planRecovery } from "#app/recovery/plan-recovery.server.ts";
import { stopRecovery } from "#app/recovery/stop-recovery.server.ts";
import type { ShopifyEvents } from "./shopify-event.ts";

/** All that happens when webhooks tell of a shop's checkouts that began or changed. */
export async function checkoutsRecorded(events: ShopifyEvents): Promise<string[]> {
  const { db, shopId, now } = events;
  const recorded = await recordCheckouts(events);
  const checkouts = recorded.filter((each) => each.outcome !== "ignored");
  await planOrEndRecovery({ db, shopId, checkouts, now });
  return recorded.map(({ outcome }) => outcome);
}

/**
 * Plans the recovery of checkouts, and ends it at once where a checkout is completed or deleted: what was planned before
 * stops, and what is planned now stands there with its reason.
 *
 * @param options.checkouts of one that is there more than once the last counts
 */
export async function planOrEndRecovery(options: {
  db: Db;
  shopId: string;
  checkouts: MergedCheckout[];
  now: Date;
}): Promise<void> {
  const { db, shopId, now } = options;
  const states = new Map(options.checkouts.map(({ checkoutId, state }) => [checkoutId, state]));
  const inState = (wanted: string) =>
    [...states].filter(([, state]) => state === wanted).map(([checkoutId]) => checkoutId);
  const about = { db, shopId, now };
  await planRecovery({ ...about, checkoutIds: [...states.keys()] });
  await stopRecovery({ ...about, checkoutIds: inState("completed"), reason: "ordered" });
  await stopRecovery({ ...about, checkoutIds: inState("deleted"), reason: "deleted" });
}
