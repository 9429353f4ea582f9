import { z } from "zod";
import type { Database, Db } from "#app/platform/db.server.ts";
import { enqueue, type Happening } from "#app/platform/jobs.server.ts";
import { LEASE_MS, LONGEST_PAUSE_MS } from "./customer-sync.ts";

/** The reading of a shop's customers is to go on. */
export const customerSyncDue: Happening<{ shopId: string }> = {
  name: "customers.sync-due",
  payload: z.object({ shopId: z.uuid() }),
};

/** Shops a claim: the next claim is seconds away. */
const BATCH = 100;

/** Enqueues the next step of a shop; while one waits, there is no second. What fails, the shop's row brings again. */
export async function enqueueCustomerSync(tx: Db, shopId: string): Promise<void> {
  const key = `customer-sync:${shopId}`;
  await enqueue(tx, customerSyncDue, { shopId }, { key, maxAttempts: 3 });
}

/**
 * Enqueues the next step of every installed shop whose time has come; a new shop's comes at once. Several processes may
 * claim at once.
 *
 * @returns how many were enqueued
 */
export async function claimDueCustomerSyncs(options: { db: Database; now: Date }): Promise<number> {
  const { db, now } = options;
  const next = new Date(now.getTime() + LEASE_MS);
  const furthest = new Date(now.getTime() + LONGEST_PAUSE_MS);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO customer_sync (shop_id, due_at, wanted_at)
      SELECT id, ${now}, ${now} FROM shop WHERE uninstalled_at IS NULL
        AND NOT EXISTS (SELECT FROM customer_sync AS sync WHERE sync.shop_id = shop.id)
      ON CONFLICT (shop_id) DO NOTHING`;
    const due = await tx.$queryRaw<{ shop_id: string }[]>`
      UPDATE customer_sync SET due_at = ${next} WHERE shop_id IN (
        SELECT sync.shop_id FROM customer_sync AS sync
        JOIN shop ON shop.id = sync.shop_id AND shop.uninstalled_at IS NULL
        -- Later than any pause: the clock was turned back.
        WHERE sync.due_at <= ${now} OR sync.due_at > ${furthest} ORDER BY sync.due_at LIMIT ${BATCH}
        FOR UPDATE OF sync SKIP LOCKED)
      RETURNING shop_id`;
    for (const { shop_id: shopId } of due) await enqueueCustomerSync(tx, shopId);
    return due.length;
  });
}
