import { hashCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { chooseDestination, readTrackedPath, trackedTarget } from "./tracked-link.ts";

export type Followed =
  | { outcome: "found"; url: string }
  /** It led somewhere once; `shopUrl` is the store's home. */
  | { outcome: "expired"; shopUrl: string }
  | { outcome: "unknown" };

/**
 * Leads a tap on, and counts it.
 *
 * The code is all that a request brings, and it names the shop: it is as unguessable as a session, so no shop id is
 * asked for beside it.
 *
 * @param options.path what follows `/r/`: a code, and which of its message's places is meant
 * @param options.isCounted false for programs that open links by themselves
 */
export async function followTrackedLink(options: {
  db: Db;
  path: string;
  isCounted: boolean;
  now: Date;
}): Promise<Followed> {
  const { db, isCounted, now } = options;
  const path = readTrackedPath(options.path);
  const link =
    path && (await db.trackedLink.findUnique({ where: { codeHash: hashCode(path.code) } }));
  const shop = link && (await db.shop.findUnique({ where: { id: link.shopId } }));
  if (!link || !shop) return { outcome: "unknown" };
  const shopUrl = shop.storefrontUrl ?? `https://${shop.domain}`;
  if (link.expiresAt <= now) return { outcome: "expired", shopUrl };
  const target = trackedTarget.array().parse(link.targets)[path.index];
  if (!target) return { outcome: "unknown" };
  if (isCounted) {
    const isAnswer = target.kind !== "preferences";
    // PostgreSQL counts from 1.
    const place = path.index + 1;
    await db.$executeRaw`
      UPDATE tracked_link SET
        tap_counts[${place}::int] = coalesce(tap_counts[${place}::int], 0) + 1,
        first_tapped_at = CASE WHEN ${isAnswer} THEN coalesce(first_tapped_at, ${now}) ELSE first_tapped_at END
      WHERE code_hash = ${link.codeHash} AND shop_id = ${shop.id}::uuid`;
  }
  const checkout = await findCheckout(db, link);
  return { outcome: "found", url: chooseDestination({ target, shopUrl, checkout, now }) };
}

async function findCheckout(
  db: Db,
  { shopId, checkoutId }: { shopId: string; checkoutId: string | null },
) {
  const checkout =
    checkoutId && (await db.checkout.findFirst({ where: { id: checkoutId, shopId } }));
  if (!checkout) return null;
  const { token, completedAt, deletedAt, shopifyCreatedAt } = checkout;
  // An order that arrived before its checkout was told is complete counts as well.
  const order = token && (await db.order.findFirst({ where: { shopId, checkoutToken: token } }));
  return {
    beganAt: shopifyCreatedAt,
    isOrdered: completedAt !== null || Boolean(order),
    isDeleted: deletedAt !== null,
  };
}
