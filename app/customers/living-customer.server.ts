import type { Db } from "#app/platform/db.server.ts";

/** The customer that this one has been merged into, or this one. Payloads from before a merge name the old one. */
export async function livingCustomerGid(options: {
  db: Db;
  shopId: string;
  customerGid: string | null;
}): Promise<string | null> {
  const { db, shopId, customerGid } = options;
  if (!customerGid) return null;
  const customer = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid: customerGid } },
    select: { mergedIntoGid: true },
  });
  return customer?.mergedIntoGid ?? customerGid;
}
