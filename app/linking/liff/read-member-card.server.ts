import { toSVG } from "bwip-js/node";
import type { Db } from "#app/platform/db.server.ts";
import { gidNumber } from "#app/shopify/gid.ts";

export type MemberCard = {
  linkId: string;
  name: string | null;
  /** The customer's number at Shopify: the last part of the gid */
  number: string;
  /** The number as Code 128, as an SVG drawing */
  barcode: string;
};

/** The card of the customer to whom a LINE user is tied; null when they are tied to nobody. */
export async function readMemberCard(options: {
  db: Db;
  shopId: string;
  channelId: string;
  lineUserId: string;
}): Promise<MemberCard | null> {
  const { db, shopId, channelId, lineUserId } = options;
  const link = await db.link.findFirst({
    where: { shopId, friend: { channelId, lineUserId } },
    include: { customer: true },
  });
  if (!link) return null;
  const number = gidNumber(link.customer.shopifyGid);
  return {
    linkId: link.id,
    name: link.customer.displayName,
    number,
    barcode: toSVG({ bcid: "code128", text: number, height: 16, paddingwidth: 8 }),
  };
}
