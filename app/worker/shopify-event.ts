import type { Shop } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** What a webhook of Shopify tells. */
type ShopifyWebhook = {
  payload: unknown;
  /** `X-Shopify-Triggered-At` */
  occurredAt: Date | null;
  receivedAt: Date;
};

/** One webhook of Shopify, for the happening that it tells of. */
export type ShopifyEvent = ShopifyWebhook & {
  db: Db;
  shop: Shop;
  shopId: string;
  /** Its row in webhook_event */
  eventId: bigint;
  now: Date;
};

/** Webhooks of one shop, in the order in which they were stored, for a happening that works them together. */
export type ShopifyEvents = {
  db: Db;
  shopId: string;
  webhooks: ShopifyWebhook[];
  now: Date;
};
