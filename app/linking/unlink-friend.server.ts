import type { Database } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { friendUnlinked } from "./linking-happenings.ts";

/**
 * Unties a friend from a customer. The friend stays, with what they opted out of.
 *
 * @param options.actor `staff:<id>` or `customer`
 * @param options.reason the words of the staff who unlinks, for the audit log
 * @param options.friendId given when it has to be this friend's
 * @param options.customerGid given when a customer unlinks: only their own link goes
 * @returns `unknown_link` when the shop has no such link, or it is gone already
 */
export async function unlinkFriend(options: {
  db: Database;
  shopId: string;
  linkId: string;
  actor: string;
  reason?: string;
  friendId?: string;
  customerGid?: string;
  now: Date;
}): Promise<{ outcome: "unlinked" | "unknown_link" }> {
  const { db, shopId, linkId, actor, reason, friendId, customerGid, now } = options;
  return db.$transaction(async (tx) => {
    await lockShopRecords(tx, shopId);
    const link = await tx.link.findFirst({
      where: {
        id: linkId,
        shopId,
        friendId,
        customer: customerGid ? { shopifyGid: customerGid } : undefined,
      },
      include: { customer: true },
    });
    if (!link) return { outcome: "unknown_link" };
    // Of two who unlink at the same moment, the second deletes nothing.
    const { count } = await tx.link.deleteMany({
      where: { id: linkId, shopId, customerId: link.customerId },
    });
    if (!count) return { outcome: "unknown_link" };
    await tx.auditEntry.create({
      data: {
        shopId,
        actor,
        action: "link.removed",
        subject: link.customer.shopifyGid,
        reason,
        createdAt: now,
      },
    });
    const { shopifyGid } = link.customer;
    await enqueue(tx, friendUnlinked, {
      shopId,
      customerGid: shopifyGid,
      customerTag: link.customerTag,
    });
    return { outcome: "unlinked" };
  });
}
