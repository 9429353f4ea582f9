import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { readStaffMember } from "#app/shopify/read-staff-member.server.ts";

/** Being there is written down at most so often. */
const SEEN_EVERY_MS = 5 * 60 * 1000;
/** Names change rarely. */
const DETAILS_LIVE_MS = 24 * 60 * 60 * 1000;
/** When Shopify did not say who it is, it is asked again after this. */
const ASK_AGAIN_MS = 10 * 60 * 1000;

/**
 * Notes that somebody of the shop's staff is here, and learns name, e-mail and language from Shopify when they are not
 * known or a day old. When Shopify does not answer, the old ones serve.
 *
 * @param options.shopifyUserId `sub` of the session token, which was verified
 * @param options.sessionToken by which Shopify says who it is
 * @returns our id of the person
 */
export async function noteStaff(options: {
  db: Db;
  shop: { id: string; domain: string };
  shopifyUserId: string;
  sessionToken: string;
  now: Date;
}): Promise<{ staffId: string }> {
  const { db, shop, shopifyUserId, sessionToken, now } = options;
  const whose = { shopId: shop.id, shopifyUserId };
  await db.staff.createMany({ data: { ...whose, seenAt: now }, skipDuplicates: true });
  await db.staff.updateMany({
    where: { ...whose, seenAt: { lt: before(now, SEEN_EVERY_MS) } },
    data: { seenAt: now },
  });
  const { id } = await db.staff.findUniqueOrThrow({ where: { shopId_shopifyUserId: whose } });
  // Windows open at once: one of them asks.
  const { count } = await db.staff.updateMany({
    where: {
      id,
      shopId: shop.id,
      AND: [
        { OR: [{ detailsReadAt: null }, { detailsReadAt: { lt: before(now, DETAILS_LIVE_MS) } }] },
        { OR: [{ detailsAskedAt: null }, { detailsAskedAt: { lt: before(now, ASK_AGAIN_MS) } }] },
      ],
    },
    data: { detailsAskedAt: now },
  });
  if (count === 0) return { staffId: id };
  try {
    const member = await readStaffMember({ shopDomain: shop.domain, sessionToken });
    const { name, email, locale } = member;
    // Nobody else's name, whatever the answer says.
    if (member.shopifyUserId === shopifyUserId) {
      const details = { name, email, locale, detailsReadAt: now };
      await db.staff.update({ where: { id, shopId: shop.id }, data: details });
    }
  } catch (err) {
    log.warn({ err, shopId: shop.id }, "Shopify did not say who a staff member is");
  }
  return { staffId: id };
}

const before = (now: Date, ms: number) => new Date(now.getTime() - ms);
