import { hashCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { chooseDestination } from "./tracked-link.ts";

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
 * @param options.isCounted false for programs that open links by themselves
 */
export async function followTrackedLink(options: {
  db: Db;
  code: string;
  isCounted: boolean;
  now: Date;
}): Promise<Followed> {
  const { db, code, isCounted, now } = options;
  const link = await db.trackedLink.findUnique({ where: { codeHash: hashCode(code) } });
  const shop = link && (await db.shop.findUnique({ where: { id: link.shopId } }));
  if (!link || !shop) return { outcome: "unknown" };
  const shopUrl = shop.storefrontUrl ?? `https://${shop.domain}`;
  if (link.expiresAt <= now) return { outcome: "expired", shopUrl };
  if (isCounted) {
    await db.$executeRaw`
      UPDATE tracked_link SET tap_count = tap_count + 1, first_tapped_at = coalesce(first_tapped_at, ${now})
      WHERE id = ${link.id}::uuid AND shop_id = ${shop.id}::uuid`;
  }
  const checkout = await findCheckout(db, link);
  return { outcome: "found", url: chooseDestination({ ...link, shopUrl, checkout, now }) };
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
