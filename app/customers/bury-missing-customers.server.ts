import type { Database, Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { countCorrectedCustomers } from "#app/platform/metrics.server.ts";
import type { AdminClient } from "#app/shopify/admin-client.server.ts";
import {
  findMissingCustomers,
  MOST_ASKED,
} from "#app/shopify/operations/find-missing-customers.server.ts";
import { buryCustomer } from "./bury-customer.server.ts";

/**
 * Buries the customers whose deletion no webhook told: those of whom the whole reading said nothing, and whom Shopify, asked
 * for each by id, does not know. That a file lacks somebody proves nothing by itself.
 *
 * @param options.readAt of the whole reading, which is in the mirror
 * @param options.onGone what else happens when customers are gone, in the same transaction
 * @returns how many were buried
 * @throws as findMissingCustomers does; who was buried stays so
 */
export async function buryMissingCustomers(options: {
  db: Database;
  client: AdminClient;
  shopId: string;
  readAt: Date;
  now: () => Date;
  onGone: (tx: Db, customerGids: string[]) => Promise<void>;
}): Promise<number> {
  const { db, client, shopId, readAt, now, onGone } = options;
  let buried = 0;
  let after = "";
  for (;;) {
    const unread = await db.customer.findMany({
      where: {
        shopId,
        deletedAt: null,
        OR: [{ readAt: null }, { readAt: { lt: readAt } }],
        shopifyGid: { gt: after },
      },
      orderBy: { shopifyGid: "asc" },
      take: MOST_ASKED,
      select: { shopifyGid: true },
    });
    const last = unread.at(-1);
    if (!last) break;
    after = last.shopifyGid;
    const missing = await findMissingCustomers(
      client,
      unread.map(({ shopifyGid }) => shopifyGid),
    );
    if (missing.length === 0) continue;
    await db.$transaction(async (tx) => {
      await lockShopRecords(tx, shopId);
      for (const customerGid of missing)
        await buryCustomer({ db: tx, shopId, customerGid, deletedAt: now(), mergedIntoGid: null });
      await onGone(tx, missing);
    });
    buried += missing.length;
  }
  countCorrectedCustomers(buried);
  return buried;
}
