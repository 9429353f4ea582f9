import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { enqueueAll, type Happening } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";

/** What a link shows on a customer in Shopify was taken away there, and is to be put back. */
export const linkTakenAway: Happening<{ shopId: string; customerGid: string }> = {
  name: "linking.link-taken-away",
  payload: z.object({ shopId: z.uuid(), customerGid: z.string() }),
};

/** So often within a day it is put back. Who takes it away again after that means it, or is an app that never ends. */
const MOST_TIMES = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Has tag and metafield of linked customers put back whom another app, or a person, took them from. Where that happens
 * too often, it is left so, and noted once in the shop's audit log. Who is not linked (any more) is never touched. The
 * number of statements does not grow with the customers.
 *
 * @param options.customerGids of whom the mirror has just heard; null: all whose tags it has read since they were linked
 * @param options.unmarkedGids those of them whose metafield does not say that they are linked
 * @param options.linkedBefore links made later may not be shown in Shopify yet
 * @returns how many are put back
 */
export async function healLinks(options: {
  db: Db;
  shopId: string;
  customerGids: string[] | null;
  unmarkedGids?: string[];
  linkedBefore: Date;
  now: Date;
}): Promise<number> {
  const { db, shopId, customerGids, unmarkedGids = [], linkedBefore, now } = options;
  if (customerGids?.length === 0) return 0;
  const hurt = await db.$queryRaw<{ linkId: string; customerGid: string }[]>`
    SELECT link.id AS "linkId", customer.shopify_gid AS "customerGid"
    FROM link JOIN customer ON customer.id = link.customer_id AND customer.shop_id = link.shop_id
    WHERE link.shop_id = ${shopId}::uuid AND link.linked_at < ${linkedBefore} AND customer.deleted_at IS NULL
      AND (customer.shopify_gid = ANY (${customerGids ?? []}::text[])
        OR (${customerGids === null} AND customer.read_at > link.linked_at))
      AND (customer.shopify_gid = ANY (${unmarkedGids}::text[])
        OR (link.customer_tag IS NOT NULL AND NOT EXISTS (
          SELECT FROM unnest(customer.tags) AS had (tag) WHERE lower(had.tag) = lower(link.customer_tag))))`;
  if (hurt.length === 0) return 0;
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const healings = await db.$queryRaw<{ linkId: string; times: number }[]>`
    INSERT INTO link_healing AS healing (link_id, shop_id, since, times)
    SELECT hurt.id, ${shopId}::uuid, ${now}, 1 FROM unnest(${hurt.map(({ linkId }) => linkId)}::uuid[]) AS hurt (id)
    ON CONFLICT (link_id) DO UPDATE SET
      times = CASE WHEN healing.since <= ${dayAgo} THEN 1 ELSE healing.times + 1 END,
      since = CASE WHEN healing.since <= ${dayAgo} THEN excluded.since ELSE healing.since END
    RETURNING link_id AS "linkId", times`;
  const timesOf = new Map(healings.map(({ linkId, times }) => [linkId, times]));
  const healed = hurt.filter(({ linkId }) => timesOf.get(linkId)! <= MOST_TIMES);
  await enqueueAll(
    db,
    linkTakenAway,
    healed.map(({ customerGid }) => ({
      payload: { shopId, customerGid },
      key: `link-taken-away:${shopId}:${customerGid}`,
    })),
  );
  const left = hurt.filter(({ linkId }) => timesOf.get(linkId) === MOST_TIMES + 1);
  if (left.length > 0) {
    const customers = left.map(({ customerGid }) => customerGid);
    log.warn({ shopId, customers }, "What shows a link in Shopify is taken away again and again");
    await db.auditEntry.createMany({
      data: customers.map((subject) => ({
        shopId,
        actor: "musubi",
        action: "link.mark-left-off",
        subject,
        createdAt: now,
      })),
    });
  }
  return healed.length;
}
