import type { Db } from "#app/platform/db.server.ts";
import { enqueueAll } from "#app/platform/jobs.server.ts";
import type { LinkMethod } from "./link-method.ts";
import { friendUnlinked } from "./linking-happenings.ts";

/**
 * Ends ties, many at once. The friends stay, with what they opted out of. The number of statements does not grow with the
 * ties.
 *
 * @param options.db a transaction that holds `lockShopRecords`
 * @param options.linkIds those of another shop, of another way and those that are gone are left out
 * @param options.method only ties that were made this way
 * @param options.actor as in the audit log
 * @returns which ties ended
 */
export async function untie(options: {
  db: Db;
  shopId: string;
  linkIds: string[];
  method: LinkMethod;
  actor: string;
  now: Date;
}): Promise<Set<string>> {
  const { db, shopId, linkIds, method, actor, now } = options;
  const gone = await db.$queryRaw<{ id: string; customerTag: string | null; gid: string }[]>`
    DELETE FROM link USING customer
    WHERE link.id = ANY(${linkIds}::uuid[]) AND link.shop_id = ${shopId}::uuid AND link.method = ${method}
      AND customer.id = link.customer_id
    RETURNING link.id, link.customer_tag AS "customerTag", customer.shopify_gid AS gid`;
  await db.auditEntry.createMany({
    data: gone.map(({ gid }) => ({
      shopId,
      actor,
      action: "link.removed",
      subject: gid,
      createdAt: now,
    })),
  });
  await enqueueAll(
    db,
    friendUnlinked,
    gone.map(({ id, gid, customerTag }) => ({
      payload: { shopId, customerGid: gid, customerTag },
      key: `friend-unlinked:${id}`,
    })),
  );
  return new Set(gone.map(({ id }) => id));
}
