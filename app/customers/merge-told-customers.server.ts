import { Prisma } from "@prisma/client";

/** The columns of what `mergeToldCustomers` reads from, in the order in which they are copied. */
export const TOLD_COLUMNS = `
  id uuid, "shopifyGid" text, "displayName" text, email text, phone text, tags text[], "numberOfOrders" int,
  "amountSpent" numeric(18, 4), "lastOrderAt" timestamptz, "updatedAt" timestamptz, "payloadVersion" text,
  "createdAt" timestamptz`;

/** The same as columns of the mirror. */
export const TOLD_INTO = `id, shopify_gid, display_name, email, phone, tags, number_of_orders, amount_spent, last_order_at,
  shopify_updated_at, payload_version, created_at`;

/**
 * The statement that brings customers who were read from Shopify into the mirror, each no further back than the mirror is:
 * what a webhook told later of name, address or number stays, and so do tags that came and went later, later totals and
 * a later order. A deleted customer stays deleted. It touches those alone whom a later reading has not told.
 *
 * @param options.source rows of TOLD_COLUMNS, each customer once
 * @param options.columns TOLD_COLUMNS, where the source is a function that does not know its own
 * @param options.readAt when Shopify began to read them: all of it was true then, or later
 */
export function mergeToldCustomers(options: {
  shopId: string;
  source: Prisma.Sql;
  columns?: string;
  readAt: Date;
}): Prisma.Sql {
  const { shopId, source, columns, readAt } = options;
  const told = columns ? Prisma.raw(`told (${columns})`) : Prisma.raw("told");
  const newer = (column: string) =>
    Prisma.raw(
      `${column} = CASE WHEN excluded.payload_version > mirror.payload_version THEN excluded.${column} ELSE mirror.${column} END`,
    );
  const total = (column: string) =>
    Prisma.raw(
      `${column} = CASE WHEN mirror.totals_at > excluded.read_at THEN mirror.${column} ELSE excluded.${column} END`,
    );
  return Prisma.sql`
    INSERT INTO customer AS mirror (id, shop_id, shopify_gid, display_name, email, phone, tags, number_of_orders,
      amount_spent, last_order_at, shopify_updated_at, payload_version, read_at, created_at)
    SELECT told.id, ${shopId}::uuid, told."shopifyGid", told."displayName", told.email, told.phone, told.tags,
      told."numberOfOrders", told."amountSpent", told."lastOrderAt", told."updatedAt", told."payloadVersion",
      reading.at, coalesce(told."createdAt", reading.at)
    FROM ${source} AS ${told} CROSS JOIN (SELECT ${readAt}::timestamptz AS at) AS reading
    ON CONFLICT (shop_id, shopify_gid) DO UPDATE SET
      ${newer("display_name")}, ${newer("email")}, ${newer("phone")}, ${newer("shopify_updated_at")},
      payload_version = greatest(mirror.payload_version, excluded.payload_version),
      tags = CASE WHEN mirror.tag_changes IS NULL THEN excluded.tags ELSE ARRAY(
        SELECT tag FROM unnest(excluded.tags) AS tag WHERE NOT EXISTS (
          SELECT FROM jsonb_to_recordset(mirror.tag_changes) AS later (tag text, at timestamptz)
          WHERE later.at > excluded.read_at AND lower(later.tag) = lower(tag.tag))
        UNION
        SELECT later.tag FROM jsonb_to_recordset(mirror.tag_changes) AS later (tag text, at timestamptz, has boolean)
        WHERE later.at > excluded.read_at AND later.has
        ORDER BY 1) END,
      tag_changes = CASE WHEN mirror.tag_changes IS NULL THEN NULL ELSE (
        SELECT jsonb_agg(change) FROM jsonb_array_elements(mirror.tag_changes) AS change
        WHERE (change ->> 'at')::timestamptz > excluded.read_at) END,
      ${total("number_of_orders")}, ${total("amount_spent")},
      last_order_at = CASE WHEN mirror.totals_at > excluded.read_at OR mirror.last_order_at > excluded.read_at
        THEN greatest(mirror.last_order_at, excluded.last_order_at) ELSE excluded.last_order_at END,
      read_at = excluded.read_at,
      created_at = least(mirror.created_at, excluded.created_at)
    WHERE mirror.deleted_at IS NULL AND (mirror.read_at IS NULL OR mirror.read_at < excluded.read_at)`;
}
