import type { Db } from "#app/platform/db.server.ts";
import type { ToldRow } from "./read-line.ts";

/**
 * Stores rows with the customers whom they name: by id, also one from before a merge, or by e-mail address. Rows that are
 * stored already stay as they are.
 */
export async function recordRows(options: {
  db: Db;
  shopId: string;
  importId: string;
  rows: ToldRow[];
}): Promise<void> {
  const { db, shopId, importId, rows } = options;
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO link_import_row (import_id, shop_id, line, line_user_id, customer, verdict, reason, customer_id)
    SELECT ${importId}::uuid, ${shopId}::uuid, told.line, told."lineUserId", told.customer,
      CASE WHEN told.reason IS NOT NULL THEN 'bad' WHEN named.count = 1 THEN 'unchecked' ELSE 'no_customer' END,
      CASE WHEN told.reason IS NOT NULL THEN told.reason WHEN named.count = 0 THEN 'unknown' WHEN named.count > 1 THEN 'several' END,
      CASE WHEN told.reason IS NULL AND named.count = 1 THEN named.ids[1] END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told (
      line int, "lineUserId" text, customer text, gid text, email text, reason text)
    CROSS JOIN LATERAL (
      SELECT count(*) AS count, array_agg(id) AS ids FROM (
        SELECT living.id FROM customer named
        JOIN customer living ON living.shop_id = named.shop_id AND living.deleted_at IS NULL
          AND living.shopify_gid = coalesce(named.merged_into_gid, named.shopify_gid)
        WHERE named.shop_id = ${shopId}::uuid AND named.shopify_gid = told.gid
        UNION ALL
        SELECT customer_id FROM person
        WHERE told.gid IS NULL AND shop_id = ${shopId}::uuid AND email = told.email
      ) AS found
    ) AS named
    ON CONFLICT (import_id, line) DO NOTHING`;
}
