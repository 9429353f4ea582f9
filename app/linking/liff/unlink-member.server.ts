import { z } from "zod";
import type { Database } from "#app/platform/db.server.ts";
import { unlinkFriend } from "../unlink-friend.server.ts";

/**
 * Unties a LINE user, by their own word in the LIFF page.
 *
 * @param options.linkId from the form: a link that was made since the page was drawn stays
 * @returns `unknown_link` when they have no such link, or it is gone already
 */
export async function unlinkMember(options: {
  db: Database;
  shopId: string;
  channelId: string;
  lineUserId: string;
  linkId: string;
  now: Date;
}): Promise<{ outcome: "unlinked" | "unknown_link" }> {
  const { db, shopId, channelId, lineUserId, linkId, now } = options;
  if (!z.uuid().safeParse(linkId).success) return { outcome: "unknown_link" };
  const link = await db.link.findFirst({
    where: { id: linkId, shopId, friend: { channelId, lineUserId } },
    include: { customer: true },
  });
  if (!link) return { outcome: "unknown_link" };
  return unlinkFriend({
    db,
    shopId,
    linkId,
    actor: "customer",
    customerGid: link.customer.shopifyGid,
    now,
  });
}
