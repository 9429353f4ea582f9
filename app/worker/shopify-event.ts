import type { Shop } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** One webhook of Shopify, for the happening that it tells of. */
export type ShopifyEvent = {
  db: Db;
  shop: Shop;
  shopId: string;
  payload: unknown;
  /** `X-Shopify-Triggered-At` */
  occurredAt: Date | null;
  receivedAt: Date;
  /** Its row in webhook_event */
  eventId: bigint;
  now: Date;
};
