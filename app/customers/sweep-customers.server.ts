import { type Customer, Prisma } from "@prisma/client";
import type { Database, Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { countCorrectedCustomers } from "#app/platform/metrics.server.ts";
import type { AdminClient } from "#app/shopify/admin-client.server.ts";
import { readChangedCustomers } from "#app/shopify/operations/read-customers.server.ts";
import { readingVersion } from "#app/shopify/payload-version.server.ts";
import { mergeToldCustomers, TOLD_COLUMNS } from "./merge-told-customers.server.ts";
import { readToldCustomer, type ToldCustomer } from "./told-customer.server.ts";

/** Shopify's search lags behind, and clocks differ. */
const OVERLAP_MS = 15 * 60_000;
/** What changed so lately may still be on its way as a webhook, and is not missed. */
const ON_ITS_WAY_MS = 5 * 60_000;
/** 10,000 customers: from here on a bulk operation is quicker, and asks less of Shopify. */
const MOST_PAGES = 100;

/** A customer who was read: whether our metafield says that they are linked. */
export type Swept = { customerGid: string; isMarked: boolean };

/**
 * Reads the customers who changed since a moment, and brings the mirror in line.
 *
 * @param options.onRead what else happens when customers were read, in the same transaction
 * @returns how many were read, and for how many the mirror said otherwise although webhooks had had their time; `too_many`
 *   when the whole is to be read instead
 * @throws as readChangedCustomers does; pages that were read stay recorded
 */
export async function sweepCustomers(options: {
  db: Database;
  client: AdminClient;
  shopId: string;
  since: Date;
  now: () => Date;
  onRead: (tx: Db, customers: Swept[]) => Promise<void>;
}): Promise<{ outcome: "swept"; read: number; corrected: number } | { outcome: "too_many" }> {
  const { db, client, shopId, since, now, onRead } = options;
  const updatedSince = new Date(since.getTime() - OVERLAP_MS);
  let [read, corrected, pages] = [0, 0, 0];
  let after: string | null = null;
  do {
    const readAt = now();
    const page: Awaited<ReturnType<typeof readChangedCustomers>> = await readChangedCustomers(
      client,
      { updatedSince, after },
    );
    const told = page.nodes.map(readToldCustomer).filter((each) => each !== null);
    corrected += await db.$transaction((tx) => record({ tx, shopId, told, readAt, onRead }));
    read += told.length;
    after = page.next;
    if (after && ++pages >= MOST_PAGES) return { outcome: "too_many" };
  } while (after);
  return { outcome: "swept", read, corrected };
}

async function record(options: {
  tx: Db;
  shopId: string;
  told: ToldCustomer[];
  readAt: Date;
  onRead: (tx: Db, customers: Swept[]) => Promise<void>;
}): Promise<number> {
  const { tx, shopId, told, readAt, onRead } = options;
  if (told.length === 0) return 0;
  await lockShopRecords(tx, shopId);
  const known = await tx.customer.findMany({
    where: { shopId, shopifyGid: { in: told.map(({ shopifyGid }) => shopifyGid) } },
  });
  const mirror = new Map(known.map((row) => [row.shopifyGid, row]));
  const rows = told.map((each) => ({
    ...each,
    payloadVersion: readingVersion({ updatedAt: each.updatedAt, readAt: readAt.toISOString() }),
  }));
  await tx.$executeRaw(
    mergeToldCustomers({
      shopId,
      source: Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`,
      columns: TOLD_COLUMNS,
      readAt,
    }),
  );
  await onRead(
    tx,
    told.map(({ shopifyGid, isMarked }) => ({ customerGid: shopifyGid, isMarked })),
  );
  const settledBefore = readAt.getTime() - ON_ITS_WAY_MS;
  const corrected = told.filter(
    (each) =>
      each.updatedAt !== null &&
      Date.parse(each.updatedAt) < settledBefore &&
      !isMirrored(each, mirror.get(each.shopifyGid)),
  );
  countCorrectedCustomers(corrected.length);
  return corrected.length;
}

/** Whether the mirror has said the same already. A deleted customer is told no more of. */
function isMirrored(told: ToldCustomer, row: Customer | undefined): boolean {
  if (!row) return false;
  if (row.deletedAt) return true;
  return (
    row.displayName === told.displayName &&
    row.email === told.email &&
    row.phone === told.phone &&
    row.tags.toSorted().join("\n") === told.tags.toSorted().join("\n") &&
    row.numberOfOrders === told.numberOfOrders &&
    Number(row.amountSpent) === Number(told.amountSpent)
  );
}
