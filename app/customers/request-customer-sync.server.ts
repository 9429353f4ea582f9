import type { Database } from "#app/platform/db.server.ts";
import { enqueueCustomerSync } from "./claim-due-customer-syncs.server.ts";

/**
 * Has all of a shop's customers read anew, as staff ask for it.
 *
 * @param options.actor `staff:<Shopify user id>`
 * @returns `running` when they are being read already
 */
export async function requestCustomerSync(options: {
  db: Database;
  shopId: string;
  actor: string;
  now: Date;
}): Promise<{ outcome: "requested" | "running" }> {
  const { db, shopId, actor, now } = options;
  return db.$transaction(async (tx) => {
    const about = { state: "wanted", dueAt: now, wantedAt: now, failures: 0 };
    const { count: made } = await tx.customerSync.createMany({
      data: { shopId, ...about },
      skipDuplicates: true,
    });
    const { count: changed } = await tx.customerSync.updateMany({
      where: { shopId, state: { not: "running" } },
      data: about,
    });
    if (made + changed === 0) return { outcome: "running" };
    await tx.auditEntry.create({
      data: { shopId, actor, action: "customers.read", createdAt: now },
    });
    await enqueueCustomerSync(tx, shopId);
    return { outcome: "requested" };
  });
}
