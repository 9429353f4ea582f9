import type { Db } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { friendLinked } from "./linking-happenings.ts";

/**
 * Moves the tie of a customer who was merged into another. Where both were tied, the kept customer's own tie stays and
 * the other ends: a customer has one.
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
  const link = await db.link.findFirst({
    where: { shopId, customer: { shopId, shopifyGid: fromCustomerGid } },
  });
  if (!link) return { outcome: "none" };
  const kept = await db.customer.findUniqueOrThrow({
    where: { shopId_shopifyGid: { shopId, shopifyGid: toCustomerGid } },
    include: { link: true },
  });
  const noted = { shopId, actor: "shopify", subject: fromCustomerGid, createdAt: now };
  if (kept.link) {
    await db.link.delete({ where: { id: link.id, shopId } });
    await db.auditEntry.create({ data: { ...noted, action: "link.removed" } });
    return { outcome: "kept_other" };
  }
  await db.link.update({ where: { id: link.id, shopId }, data: { customerId: kept.id } });
  await db.auditEntry.create({ data: { ...noted, action: "link.moved" } });
  await enqueue(db, friendLinked, { shopId, linkId: link.id });
  return { outcome: "moved" };
}
