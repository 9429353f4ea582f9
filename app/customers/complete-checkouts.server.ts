import type { Db } from "#app/platform/db.server.ts";

/**
 * Completes the checkouts that orders were made from: those of their checkout tokens, and of their carts as far as they
 * began before.
 *
 * @returns these, and the open checkouts that the orders' customers had begun before them: nobody who ordered wants to be
 *   reminded
 */
export async function completeCheckouts(options: {
  db: Db;
  shopId: string;
  orders: {
    checkoutToken: string | null;
    cartToken: string | null;
    customerGid: string | null;
    shopifyCreatedAt: Date;
  }[];
}): Promise<string[]> {
  const { db, shopId, orders } = options;
  const made = orders.map(({ checkoutToken, cartToken, customerGid, shopifyCreatedAt }) => ({
    checkoutToken,
    cartToken,
    customerGid,
    at: shopifyCreatedAt,
  }));
  const ended = await db.$queryRaw<{ id: string }[]>`
    WITH made AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS made (
        "checkoutToken" text, "cartToken" text, "customerGid" text, at timestamptz)
    ), bought AS (
      SELECT id, min(at) AS at FROM (
        SELECT checkout.id, made.at FROM made
        JOIN checkout ON checkout.shop_id = ${shopId}::uuid AND checkout.token = made."checkoutToken"
        UNION ALL
        SELECT checkout.id, made.at FROM made
        JOIN checkout ON checkout.shop_id = ${shopId}::uuid AND checkout.cart_token = made."cartToken"
          AND checkout.shopify_created_at <= made.at
      ) AS each_one GROUP BY id
    ), completed AS (
      UPDATE checkout SET completed_at = least(completed_at, bought.at)
      FROM bought WHERE checkout.id = bought.id AND checkout.shop_id = ${shopId}::uuid
      RETURNING checkout.id
    )
    SELECT id FROM completed
    UNION
    SELECT checkout.id FROM made
    JOIN checkout ON checkout.shop_id = ${shopId}::uuid AND checkout.customer_gid = made."customerGid"
      AND checkout.completed_at IS NULL AND checkout.shopify_created_at <= made.at`;
  return ended.map(({ id }) => id);
}
