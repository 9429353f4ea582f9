import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { giftReceiver } from "./gift-receiver.server.ts";
import { LINK_GREETING } from "./link-greeting.ts";

/**
 * Gives the after-link gift for a tie, if neither the customer nor the friend has ever had it in this shop. Both are
 * unique in the database and are written together, so of two ties at the same moment one pays. Asking again for the
 * same tie gives the same answer. A gift whose greeting surely never went out was not given.
 *
 * @param options.db not a transaction that goes on: one that finds the gift taken is over
 * @returns the code, or null when one of the two has had a gift
 */
export async function giveGift(options: {
  db: Db;
  shopId: string;
  linkId: string;
  customerGid: string;
  lineUserId: string;
  code: string;
  now: Date;
}): Promise<string | null> {
  const { db, shopId, linkId, customerGid, lineUserId, code, now } = options;
  // In one order, so that two never wait for each other crosswise.
  const hashes = [
    giftReceiver(shopId, { customerGid }),
    giftReceiver(shopId, { lineUserId }),
  ].sort();
  await takeBackUnsent(db, shopId, linkId, hashes);
  const had = await db.afterLinkGift.findMany({ where: { shopId, receiverHash: { in: hashes } } });
  if (had.length) {
    const isForThis = had.length === 2 && had.every((row) => row.linkId === linkId);
    return isForThis ? had[0]!.code : null;
  }
  try {
    await db.afterLinkGift.createMany({
      data: hashes.map((receiverHash) => ({ shopId, receiverHash, linkId, code, givenAt: now })),
    });
    return code;
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") {
      throw error;
    }
    // Another tie of one of the two was quicker.
    return null;
  }
}

async function takeBackUnsent(db: Db, shopId: string, linkId: string, hashes: string[]) {
  await db.$executeRaw`
    DELETE FROM after_link_gift AS gift USING send
    WHERE gift.shop_id = ${shopId}::uuid AND gift.receiver_hash = ANY(${hashes}) AND gift.link_id <> ${linkId}::uuid
      AND send.shop_id = gift.shop_id AND send.subject_id = gift.link_id AND send.kind = ${LINK_GREETING}
      AND send.state IN ('skipped', 'expired', 'rejected')`;
}

/** A customer who lives on after a merge has had what the other one had. */
export async function carryGift(options: {
  db: Db;
  shopId: string;
  fromCustomerGid: string;
  toCustomerGid: string;
}): Promise<void> {
  const { db, shopId, fromCustomerGid, toCustomerGid } = options;
  const from = giftReceiver(shopId, { customerGid: fromCustomerGid });
  const to = giftReceiver(shopId, { customerGid: toCustomerGid });
  await db.$executeRaw`
    INSERT INTO after_link_gift (shop_id, receiver_hash, link_id, code, given_at)
    SELECT shop_id, ${to}, link_id, code, given_at FROM after_link_gift
    WHERE shop_id = ${shopId}::uuid AND receiver_hash = ${from}
    ON CONFLICT DO NOTHING`;
}
