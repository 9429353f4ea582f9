import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { payloadId, payloadName } from "#app/shopify/webhook-payload.ts";
import { deletionKeys } from "./checkout-names.ts";

const deletedPayload = z.object({
  id: payloadId.optional(),
  token: payloadName.optional(),
  cart_token: payloadName.optional(),
});

/**
 * Records a `checkouts/delete` webhook. It names the checkout by its legacy id, which is `#<id>` as its `name`, and by
 * its cart; it is remembered, since the checkout itself may come later. A payload newer than the deletion wins.
 *
 * @param options.occurredAt `X-Shopify-Triggered-At`
 * @returns the checkouts that are deleted by it; none when they are not known yet. `ignored` when the payload names no
 *   checkout
 */
export async function recordCheckoutDeleted(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<{ outcome: "deleted" | "remembered" | "ignored"; checkoutIds: string[] }> {
  const { db, shopId } = options;
  const { data } = deletedPayload.safeParse(options.payload);
  const named = {
    token: data?.token,
    cartToken: data?.cart_token,
    name: data?.id && `#${data.id}`,
  };
  const keys = deletionKeys(named);
  if (keys.length === 0) return { outcome: "ignored", checkoutIds: [] };
  const deletedAt = options.occurredAt ?? options.receivedAt;
  await lockShopRecords(db, shopId);
  await db.$executeRaw`
    INSERT INTO checkout_deletion (shop_id, key, deleted_at)
    SELECT ${shopId}::uuid, unnest(${keys}::text[]), ${deletedAt}
    ON CONFLICT (shop_id, key) DO UPDATE
    SET deleted_at = greatest(checkout_deletion.deleted_at, excluded.deleted_at)`;
  const deleted = await db.$queryRaw<{ id: string }[]>`
    UPDATE checkout SET deleted_at = greatest(deleted_at, ${deletedAt})
    WHERE shop_id = ${shopId}::uuid AND shopify_updated_at <= ${deletedAt}
      AND (token = ${named.token ?? null} OR cart_token = ${named.cartToken ?? null}
        OR name = ${named.name ?? null})
    RETURNING id`;
  const checkoutIds = deleted.map((each) => each.id);
  return { outcome: checkoutIds.length ? "deleted" : "remembered", checkoutIds };
}
