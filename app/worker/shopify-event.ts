import type { Shop } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** What a webhook of Shopify tells. */
type ShopifyWebhook = {
  /** Its row in webhook_event */
  eventId: bigint;
  payload: unknown;
  /** `X-Shopify-Triggered-At` */
  occurredAt: Date | null;
  receivedAt: Date;
};

type About = { db: Db; shop: Shop; shopId: string; now: Date };

/** One webhook of Shopify, for the happening that it tells of. */
export type ShopifyEvent = About & ShopifyWebhook;

/** Webhooks of one shop, in the order in which they were stored, for a happening that works them together. */
export type ShopifyEvents = About & { webhooks: ShopifyWebhook[] };
