import { type Customer, type Link, Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { formerLink } from "./former-link.ts";
import { friendLinked } from "./linking-happenings.ts";

/**
 * Moves the tie of a customer who was merged into another, also when the deletion that belongs to the merge has ended it
 * already. Where both were tied, the kept customer's own tie stays and the other ends: a customer has one.
 *
 * @returns `none` when the merged customer was not tied
 */
export async function moveLink(options: {
  db: Db;
  shopId: string;
  fromCustomerGid: string;
  toCustomerGid: string;
  now: Date;
}): Promise<{ outcome: "moved" | "kept_other" | "none" }> {
  const { db, shopId, fromCustomerGid, toCustomerGid, now } = options;
  const find = (shopifyGid: string) =>
    db.customer.findUnique({
      where: { shopId_shopifyGid: { shopId, shopifyGid } },
      include: { link: true },
    });
  const gone = await find(fromCustomerGid);
  const kept = await find(toCustomerGid);
  if (!gone || !kept || (!gone.link && !gone.formerLink)) return { outcome: "none" };
  await db.customer.update({
    where: { id: gone.id, shopId },
    data: { formerLink: Prisma.DbNull },
  });
  const note = (action: string) =>
    db.auditEntry.create({
      data: { shopId, actor: "shopify", action, subject: fromCustomerGid, createdAt: now },
    });

  if (kept.link) {
    if (!gone.link) return { outcome: "kept_other" };
    await db.link.delete({ where: { id: gone.link.id, shopId } });
    await note("link.removed");
    return { outcome: "kept_other" };
  }
  const moved = gone.link
    ? await db.link.update({
        where: { id: gone.link.id, shopId },
        data: { customerId: kept.id },
      })
    : await tieAgain({ db, gone, kept, now });
  if (!moved) return { outcome: "none" };
  await note("link.moved");
  await enqueue(db, friendLinked, { shopId, linkId: moved.id, isMoved: true });
  return { outcome: "moved" };
}

/** Null when the friend is gone meanwhile, or tied to somebody else. */
async function tieAgain(options: {
  db: Db;
  gone: Customer;
  kept: Customer;
  now: Date;
}): Promise<Link | null> {
  const { db, gone, kept, now } = options;
  const { shopId } = kept;
  const { friendId, method, customerTag } = formerLink.parse(gone.formerLink);
  const friend = await db.friend.findFirst({ where: { id: friendId, shopId, link: null } });
  if (!friend) return null;
  return db.link.create({
    data: { shopId, friendId, customerId: kept.id, method, customerTag, linkedAt: now },
  });
}
