import type { Db } from "#app/platform/db.server.ts";
import { enqueueAll } from "#app/platform/jobs.server.ts";
import { countLinkStep } from "./count-link-step.server.ts";
import type { LinkMethod } from "./link-method.ts";
import { friendLinked } from "./linking-happenings.ts";
import { readLinkSettings } from "./read-link-settings.server.ts";

export type Pair = { friendId: string; customerId: string };

export type Tied =
  | { outcome: "linked"; linkId: string }
  /** This very pair was tied before. */
  | { outcome: "already"; linkId: string }
  /** The friend is tied to somebody else, or the customer is, or the customer was deleted. */
  | { outcome: "refused"; reason: "line_taken" | "customer_taken" | "customer_gone" };

/**
 * Ties friends to customers: the one place where links are made, whatever the way. Both sides are unique in the database,
 * so whoever ties one of them at the same moment is waited for. The number of statements does not grow with the pairs.
 *
 * @param options.db a transaction that holds `lockShopRecords`, so that no customer is deleted meanwhile
 * @param options.pairs friends and customers of this shop; the caller found them with the shop
 * @param options.actor `customer`, `staff:<id>` or `musubi`, for the audit log
 * @param options.reason the words of the staff who ties by hand
 * @returns for each pair what came of it
 */
export async function tie(options: {
  db: Db;
  shopId: string;
  pairs: Pair[];
  method: LinkMethod;
  actor: string;
  reason?: string;
  now: Date;
}): Promise<Tied[]> {
  const { db, shopId, pairs, method, actor, reason, now } = options;
  const { customerTag } = await readLinkSettings({ db, shopId });
  const customers = await db.customer.findMany({
    where: { shopId, deletedAt: null, id: { in: pairs.map((pair) => pair.customerId) } },
    select: { id: true, shopifyGid: true },
  });
  const gids = new Map(customers.map(({ id, shopifyGid }) => [id, shopifyGid]));
  const made = await db.link.createManyAndReturn({
    data: pairs
      .filter((pair) => gids.has(pair.customerId))
      .map((pair) => ({ shopId, ...pair, method, customerTag, reason, linkedAt: now })),
    skipDuplicates: true,
    select: { id: true, friendId: true, customerId: true },
  });
  if (made.length) {
    await db.auditEntry.createMany({
      data: made.map(({ customerId }) => ({
        shopId,
        actor,
        action: "link.created",
        subject: gids.get(customerId),
        reason,
        createdAt: now,
      })),
    });
    await enqueueAll(
      db,
      friendLinked,
      made.map(({ id }) => ({ payload: { shopId, linkId: id }, key: `friend-linked:${id}` })),
    );
    await countLinkStep({ db, shopId, method, step: "linked", times: made.length, now });
  }
  if (made.length === pairs.length) {
    const links = new Map(made.map((link) => [link.friendId, link.id]));
    return pairs.map(({ friendId }) => ({ outcome: "linked", linkId: links.get(friendId)! }));
  }
  return tellApart({ db, shopId, pairs, gids, madeIds: new Set(made.map(({ id }) => id)) });
}

async function tellApart(options: {
  db: Db;
  shopId: string;
  pairs: Pair[];
  gids: Map<string, string>;
  madeIds: Set<string>;
}): Promise<Tied[]> {
  const { db, shopId, pairs, gids, madeIds } = options;
  const links = await db.link.findMany({
    where: {
      shopId,
      OR: [
        { friendId: { in: pairs.map(({ friendId }) => friendId) } },
        { customerId: { in: pairs.map(({ customerId }) => customerId) } },
      ],
    },
    select: { id: true, friendId: true, customerId: true },
  });
  const ofFriend = new Map(links.map((link) => [link.friendId, link]));
  const ofCustomer = new Map(links.map((link) => [link.customerId, link]));
  return pairs.map(({ friendId, customerId }) => {
    const link = ofFriend.get(friendId);
    if (link?.customerId === customerId)
      return { outcome: madeIds.has(link.id) ? "linked" : "already", linkId: link.id };
    if (!gids.has(customerId)) return { outcome: "refused", reason: "customer_gone" };
    const reason = ofCustomer.has(customerId) ? "customer_taken" : "line_taken";
    return { outcome: "refused", reason };
  });
}
