import type { Db } from "#app/platform/db.server.ts";

/**
 * Ends the tie of a customer who is gone from Shopify, where nothing is left to be told. The friend stays, with what
 * they opted out of.
 *
 * @returns the friend who was tied, or null
 */
export async function endLinkOfCustomer(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  now: Date;
}): Promise<{ friendId: string } | null> {
  const { db, shopId, customerGid, now } = options;
  const link = await db.link.findFirst({
    where: { shopId, customer: { shopId, shopifyGid: customerGid } },
  });
  if (!link) return null;
  await db.link.delete({ where: { id: link.id, shopId } });
  await db.auditEntry.create({
    data: {
      shopId,
      actor: "shopify",
      action: "link.removed",
      subject: customerGid,
      createdAt: now,
    },
  });
  return { friendId: link.friendId };
}
