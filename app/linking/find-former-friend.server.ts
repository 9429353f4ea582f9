import type { Db } from "#app/platform/db.server.ts";
import { formerLink } from "./former-link.ts";

/**
 * The friend to whom a customer was tied until the customer was deleted. What hangs on the tie is still about that customer,
 * unless the friend is tied to another by now.
 */
export async function findFormerFriend(options: {
  db: Db;
  shopId: string;
  customerGid: string;
}): Promise<{ friendId: string } | null> {
  const { db, shopId, customerGid } = options;
  const customer = await db.customer.findUnique({
    where: { shopId_shopifyGid: { shopId, shopifyGid: customerGid } },
    select: { formerLink: true },
  });
  const { data: former } = formerLink.safeParse(customer?.formerLink);
  if (!former) return null;
  const { friendId } = former;
  const link = await db.link.findFirst({ where: { shopId, friendId }, select: { id: true } });
  return link ? null : { friendId };
}
