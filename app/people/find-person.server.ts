import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";

/** An id that nobody has: what is not there is asked for as well, so that everybody's page costs the same. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Who somebody is to us: at least one of the two. */
export type PersonIds = { friendId: string | null; customerId: string | null };

/**
 * Finds a person by the last part of their page's address: the friend's id, the customer's id, or the customer's number in
 * Shopify. Whichever it is, it goes on leading to the same person when they are linked, and to its own side when not.
 *
 * @returns null for nobody of this shop
 */
export async function findPerson(options: {
  db: Db;
  shopId: string;
  id: string;
}): Promise<PersonIds | null> {
  const { db, shopId, id } = options;
  const isNumber = /^\d{1,20}$/.test(id);
  if (!isNumber && !z.uuid().safeParse(id).success) return null;
  const [found] = isNumber
    ? await db.$queryRaw<PersonIds[]>`
        SELECT link.friend_id AS "friendId", customer.id AS "customerId"
        FROM customer LEFT JOIN link ON link.customer_id = customer.id
        WHERE customer.shop_id = ${shopId}::uuid AND customer.shopify_gid = ${`gid://shopify/Customer/${id}`}
          AND customer.deleted_at IS NULL`
    : await db.$queryRaw<PersonIds[]>`
        SELECT friend.id AS "friendId", link.customer_id AS "customerId"
        FROM friend LEFT JOIN link ON link.friend_id = friend.id
        WHERE friend.shop_id = ${shopId}::uuid AND friend.id = ${id}::uuid
        UNION ALL
        SELECT link.friend_id, customer.id FROM customer LEFT JOIN link ON link.customer_id = customer.id
        WHERE customer.shop_id = ${shopId}::uuid AND customer.id = ${id}::uuid AND customer.deleted_at IS NULL`;
  return found ?? null;
}
