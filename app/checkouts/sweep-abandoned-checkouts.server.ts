import type { Database, Db } from "#app/platform/db.server.ts";
import { readAbandonedCheckouts } from "#app/shopify/operations/read-abandoned-checkouts.server.ts";
import { mergeCheckouts, type MergedCheckout } from "./merge-checkouts.server.ts";
import { toldBySweep } from "./swept-checkout.server.ts";

/** The first sweep reads what the last step, 24 hours after a checkout began, could still be about. */
const FIRST_REACH_MS = 25 * 60 * 60 * 1000;
/** Shopify lists a checkout about ten minutes after its last change; the rest is for an index that lags. */
const OVERLAP_MS = 60 * 60 * 1000;

/**
 * Records the abandoned checkouts that changed since the last sweep, for what webhooks missed or have not told yet. A
 * webhook that comes later finds the same checkout.
 *
 * @param options.onRecorded what else happens when checkouts turned out new or newer, in the same transaction
 * @returns how many were new or newer
 * @throws as readAbandonedCheckouts does; pages that were read stay recorded, and the next sweep begins anew
 */
export async function sweepAbandonedCheckouts(options: {
  db: Database;
  shopId: string;
  now: Date;
  onRecorded: (tx: Db, checkouts: MergedCheckout[]) => Promise<void>;
}): Promise<number> {
  const { db, shopId, now, onRecorded } = options;
  const { domain } = await db.shop.findUniqueOrThrow({ where: { id: shopId } });
  const sweep = await db.checkoutSweep.findUnique({ where: { shopId } });
  const updatedSince = new Date(
    sweep?.readUntil ? sweep.readUntil.getTime() - OVERLAP_MS : now.getTime() - FIRST_REACH_MS,
  );
  let changes = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readAbandonedCheckouts>> = await readAbandonedCheckouts({
      shopDomain: domain,
      updatedSince,
      after,
    });
    const sources = page.checkouts.map((each) => ({ ...toldBySweep(each), receivedAt: now }));
    await db.$transaction(async (tx) => {
      const merged = await mergeCheckouts({ db: tx, shopId, sources });
      const changed = merged.filter(({ outcome }) => outcome !== "stale");
      await onRecorded(tx, changed);
      changes += changed.length;
    });
    after = page.next;
  } while (after);
  await db.checkoutSweep.updateMany({ where: { shopId }, data: { readUntil: now } });
  return changes;
}
