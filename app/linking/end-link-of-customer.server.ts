import type { Db } from "#app/platform/db.server.ts";
import type { FormerLink } from "./former-link.ts";

/**
 * Ends the tie of a customer who is gone from Shopify, where nothing is left to be told. The friend stays, with what
 * they opted out of. The customer's mark remembers the tie: Shopify deletes a customer who is merged into another, and
 * may tell of the deletion before it tells of the merge.
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
  const { id, friendId, method, customerTag } = link;
  await db.link.delete({ where: { id, shopId } });
  await db.customer.update({
    where: { id: link.customerId, shopId },
    data: { formerLink: { friendId, method, customerTag } satisfies FormerLink },
  });
  await db.auditEntry.create({
    data: {
      shopId,
      actor: "shopify",
      action: "link.removed",
      subject: customerGid,
      createdAt: now,
    },
  });
  return { friendId };
}
