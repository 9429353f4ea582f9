import type { Db } from "#app/platform/db.server.ts";

/**
 * Of customers who were merged into others, by their id, the one who lives on. Payloads from before a merge name the old
 * one.
 */
export async function findLivingCustomers(options: {
  db: Db;
  shopId: string;
  customerGids: (string | null)[];
}): Promise<Map<string, string>> {
  const { db, shopId, customerGids } = options;
  const asked = [...new Set(customerGids.filter((gid) => gid !== null))];
  const merged = await db.customer.findMany({
    where: { shopId, shopifyGid: { in: asked }, mergedIntoGid: { not: null } },
    select: { shopifyGid: true, mergedIntoGid: true },
  });
  return new Map(merged.map(({ shopifyGid, mergedIntoGid }) => [shopifyGid, mergedIntoGid!]));
}
