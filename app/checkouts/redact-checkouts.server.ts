import type { Db } from "#app/platform/db.server.ts";

/**
 * Takes everything personal out of a customer's checkouts. The empty rows stay, deleted, so that the counts hold.
 *
 * @returns the ids of these checkouts
 */
export async function redactCheckouts(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  now: Date;
}): Promise<{ checkoutIds: string[] }> {
  const { db, shopId, customerGid, now } = options;
  const redacted = await db.$queryRaw<{ id: string }[]>`
    UPDATE checkout SET customer_gid = NULL, recovery_url = NULL, customer_locale = NULL,
      line_items = '[]', item_count = 0, deleted_at = greatest(deleted_at, ${now}),
      payload_version = ${now.toISOString()}
    WHERE shop_id = ${shopId}::uuid AND customer_gid = ${customerGid}
    RETURNING id`;
  // Remembered too: a payload from before that is still under way neither fills them nor opens them again.
  await db.$executeRaw`
    INSERT INTO checkout_deletion (shop_id, key, deleted_at)
    SELECT shop_id, 'token:' || token, deleted_at FROM checkout
    WHERE id = ANY(${redacted.map((each) => each.id)}::uuid[]) AND token IS NOT NULL
    ON CONFLICT (shop_id, key) DO UPDATE
    SET deleted_at = greatest(checkout_deletion.deleted_at, excluded.deleted_at)`;
  return { checkoutIds: redacted.map((each) => each.id) };
}
