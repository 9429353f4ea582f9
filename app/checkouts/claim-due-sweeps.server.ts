import { z } from "zod";
import type { Database } from "#app/platform/db.server.ts";
import { enqueue, type Happening } from "#app/platform/jobs.server.ts";

/** A shop's abandoned checkouts are to be read from Shopify. */
export const checkoutSweepDue: Happening<{ shopId: string }> = {
  name: "checkouts.sweep-due",
  payload: z.object({ shopId: z.uuid() }),
};

/** Shopify lists a checkout ten minutes after it was left: looking more often finds nothing more. */
const EVERY_MINUTES = 10;
/** Shops a claim: the next claim is seconds away. */
const BATCH = 100;

/**
 * Enqueues the sweep of every installed shop whose time has come. Several processes may claim at once.
 *
 * @returns how many were enqueued
 */
export async function claimDueSweeps(options: { db: Database; now: Date }): Promise<number> {
  const { db, now } = options;
  const next = new Date(now.getTime() + EVERY_MINUTES * 60_000);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO checkout_sweep (shop_id, due_at)
      SELECT id, ${now} FROM shop WHERE uninstalled_at IS NULL
      ON CONFLICT (shop_id) DO NOTHING`;
    const due = await tx.$queryRaw<{ shop_id: string }[]>`
      UPDATE checkout_sweep SET due_at = ${next} WHERE shop_id IN (
        SELECT sweep.shop_id FROM checkout_sweep AS sweep
        JOIN shop ON shop.id = sweep.shop_id AND shop.uninstalled_at IS NULL
        -- Later than the next one can be: the clock was turned back.
        WHERE sweep.due_at <= ${now} OR sweep.due_at > ${next} ORDER BY sweep.due_at LIMIT ${BATCH}
        FOR UPDATE OF sweep SKIP LOCKED)
      RETURNING shop_id`;
    for (const { shop_id: shopId } of due) {
      await enqueue(tx, checkoutSweepDue, { shopId }, { key: `sweep:${shopId}`, maxAttempts: 3 });
    }
    return due.length;
  });
}
