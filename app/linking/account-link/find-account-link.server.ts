import type { AccountLinkAttempt, Friend } from "@prisma/client";
import { hashCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { AccountLinkRefusal } from "./account-link.ts";

export type FoundAccountLink =
  | { outcome: "found"; attempt: AccountLinkAttempt & { friend: Friend } }
  /** Linked by this very attempt, or before: the page shows the link and how to undo it. */
  | { outcome: "linked" }
  | { outcome: "refused"; reason: AccountLinkRefusal };

/**
 * The attempt that the storefront's page stands for, if this customer may go on with it. The first customer who opens the
 * page keeps it: whoever else opens it, by a forwarded address or in a shared browser, is refused, and nobody is told
 * anything of the friend who asked before that.
 *
 * @param options.customerGid the customer who is logged in, by Shopify's word
 * @param options.realTime real time: the code is a token
 */
export async function findAccountLink(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  code: string;
  realTime: Date;
}): Promise<FoundAccountLink> {
  const { db, shopId, customerGid, code, realTime } = options;
  const refused = (reason: AccountLinkRefusal) => ({ outcome: "refused" as const, reason });
  const where = { shopId, pageHash: hashCode(code) };
  // Of two customers at the same moment one is the first.
  await db.accountLinkAttempt.updateMany({
    where: { ...where, customerGid: null, expiresAt: { gt: realTime } },
    data: { customerGid },
  });
  const attempt = await db.accountLinkAttempt.findFirst({ where, include: { friend: true } });
  if (!attempt) return refused("unknown");
  if (!attempt.customerGid) return refused("expired");
  if (attempt.customerGid !== customerGid) return refused("other_customer");
  if (attempt.state === "refused") {
    return refused((attempt.refusedReason as AccountLinkRefusal | null) ?? "failed");
  }
  const links = await db.link.findMany({
    where: {
      shopId,
      OR: [{ friendId: attempt.friendId }, { customer: { shopId, shopifyGid: customerGid } }],
    },
    include: { customer: { select: { shopifyGid: true } } },
  });
  const ofFriend = links.find((link) => link.friendId === attempt.friendId);
  if (ofFriend?.customer.shopifyGid === customerGid) return { outcome: "linked" };
  // Made by this attempt, and undone since.
  if (attempt.state === "linked") return refused("used");
  if (attempt.expiresAt <= realTime) return refused("expired");
  if (ofFriend) return refused("line_taken");
  return links.length > 0 ? refused("customer_taken") : { outcome: "found", attempt };
}
