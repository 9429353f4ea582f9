import type { Db } from "#app/platform/db.server.ts";

/**
 * Leaves of a customer only the mark that they are gone, and where to. The earliest end told counts, and once merged is
 * merged.
 */
export async function buryCustomer(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  deletedAt: Date;
  mergedIntoGid: string | null;
}): Promise<void> {
  const { db, shopId, customerGid, deletedAt, mergedIntoGid } = options;
  await db.$executeRaw`
    INSERT INTO customer (id, shop_id, shopify_gid, deleted_at, merged_into_gid, created_at)
    VALUES (gen_random_uuid(), ${shopId}::uuid, ${customerGid}, ${deletedAt}, ${mergedIntoGid}, ${deletedAt})
    ON CONFLICT (shop_id, shopify_gid) DO UPDATE SET
      display_name = NULL, email = NULL, phone = NULL, tags = '{}', tag_changes = NULL, number_of_orders = NULL,
      amount_spent = NULL, last_order_at = NULL, totals_at = NULL, read_at = NULL, shopify_updated_at = NULL,
      payload_version = '',
      deleted_at = least(customer.deleted_at, excluded.deleted_at),
      created_at = least(customer.deleted_at, excluded.deleted_at),
      merged_into_gid = coalesce(excluded.merged_into_gid, customer.merged_into_gid)`;
}
