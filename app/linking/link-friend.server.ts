import type { LoginAttempt } from "@prisma/client";
import { recordFriendship } from "#app/friends/record-friendship.server.ts";
import { recordProfile } from "#app/friends/record-profile.server.ts";
import type { Database, Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { countAttemptStep, methodOf } from "./count-attempt-step.server.ts";
import { ensureCustomer } from "./ensure-customer.server.ts";
import { findConfirmation } from "./find-confirmation.server.ts";
import type { LinkRefusal } from "./link-refusal.ts";
import { tie } from "./tie.server.ts";

type Options = {
  db: Database;
  shop: { id: string; domain: string };
  /** The customer who is logged in, by Shopify's word */
  customerGid: string | null;
  /** The code of the confirmation page */
  code: string;
  now: Date;
  /** Real time: the code is a token */
  realTime: Date;
};

/**
 * Ties the LINE account that logged in to the customer who began and confirms. The code serves once; of two requests
 * at the same moment one makes the link and the other finds it made, which is the same good news.
 *
 * @returns `linked` with the path to go back to, also when this very pair is linked already
 */
export async function linkFriend(
  options: Options,
): Promise<
  { outcome: "linked"; returnPath: string } | { outcome: "refused"; reason: LinkRefusal }
> {
  const { db, shop, now } = options;
  const confirmation = await findConfirmation({ ...options, shopId: shop.id });
  if (confirmation.outcome === "refused") {
    const { attempt, reason } = confirmation;
    const isMade = reason === "used" && attempt && (await isLinked(db, attempt));
    if (isMade) return { outcome: "linked", returnPath: attempt.returnPath };
    if (attempt && reason === "expired") {
      await countAttemptStep({ db, attempt, step: "refused", now });
    }
    return { outcome: "refused", reason };
  }
  const { attempt } = confirmation;
  const result = await tieConfirmed(options, attempt, confirmation.customerGid);
  if (result.outcome === "refused") {
    await countAttemptStep({ db, attempt, step: "refused", now });
  }
  return result;
}

async function tieConfirmed(
  { db, shop, now, realTime }: Options,
  attempt: LoginAttempt & { lineUserId: string },
  customerGid: string,
): ReturnType<typeof linkFriend> {
  const customer = await ensureCustomer({ db, shop, customerGid, now });
  if (!customer) return { outcome: "refused", reason: "customer_gone" };
  return db.$transaction(async (tx) => {
    // A deletion of the customer that is worked on at this moment is waited for, or waits.
    await lockShopRecords(tx, shop.id);
    const { count } = await tx.loginAttempt.updateMany({
      where: { id: attempt.id, shopId: shop.id, usedAt: null },
      // The name has served; what is left answers a second tap.
      data: { usedAt: realTime, lineDisplayName: null, linePictureUrl: null },
    });
    const success = { outcome: "linked", returnPath: attempt.returnPath } as const;
    if (!count)
      return (await isLinked(tx, attempt)) ? success : { outcome: "refused", reason: "used" };

    const friendId = await recordWhoLoggedIn(tx, attempt, {
      lineUserId: attempt.lineUserId,
      // The attempt is stamped in real time, and what LINE says of follows in the product's.
      at: new Date(
        now.getTime() - (realTime.getTime() - (attempt.returnedAt ?? realTime).getTime()),
      ),
    });
    const [tied] = await tie({
      db: tx,
      shopId: shop.id,
      pairs: [{ friendId, customerId: customer.id }],
      method: methodOf(attempt),
      actor: "customer",
      now,
    });
    return tied!.outcome === "refused" ? tied! : success;
  });
}

/** The friend behind the login, with the name, picture and friendship that LINE told at the login. */
async function recordWhoLoggedIn(
  tx: Db,
  attempt: LoginAttempt,
  { lineUserId, at }: { lineUserId: string; at: Date },
): Promise<string> {
  const { shopId, channelId } = attempt;
  const { friendId } = await recordFriendship({
    db: tx,
    shopId,
    channelId,
    lineUserId,
    isFriend: attempt.isFriend,
    source: "login",
    at,
  });
  await recordProfile({
    db: tx,
    shopId,
    friendId,
    profile: {
      displayName: attempt.lineDisplayName ?? undefined,
      pictureUrl: attempt.linePictureUrl ?? undefined,
    },
  });
  return friendId;
}

async function isLinked(db: Db, attempt: LoginAttempt): Promise<boolean> {
  const { shopId, channelId, lineUserId, customerGid } = attempt;
  if (!lineUserId || !customerGid) return false;
  const found = await db.link.count({
    where: {
      shopId,
      friend: { channelId, lineUserId },
      customer: { shopId, shopifyGid: customerGid },
    },
  });
  return found > 0;
}
