import type { Db } from "#app/platform/db.server.ts";
import type { Counts } from "./results.ts";
import type { ResultsRange } from "./results-range.ts";

// The questions behind the results page. Sends are found by their due time, which has an index with the shop: a send is
// accepted within a day of it and tapped within the 30 days that its links live.

type Scope = { db: Db; shopId: string; timeZone: string; range: ResultsRange };

/** One day of one step. */
export type Cell = { day: string; stepId: string | null } & Partial<Counts>;

/** Checkouts with something in them, by the day they began. */
export async function countCheckouts(scope: Scope): Promise<{ day: string; checkouts: number }[]> {
  const { db, shopId, timeZone, range } = scope;
  return db.$queryRaw`
    SELECT (shopify_created_at AT TIME ZONE ${timeZone})::date::text AS day, count(*)::int AS checkouts
    FROM checkout
    WHERE shop_id = ${shopId}::uuid AND shopify_created_at >= ${range.from} AND shopify_created_at < ${range.until}
      AND item_count > 0
    GROUP BY 1`;
}

/** Sends by the day LINE accepted them. */
export async function countSends(scope: Scope): Promise<Cell[]> {
  const { db, shopId, timeZone, range } = scope;
  return db.$queryRaw`
    SELECT (accepted_at AT TIME ZONE ${timeZone})::date::text AS day, part_id AS "stepId", count(*)::int AS sends
    FROM send
    WHERE shop_id = ${shopId}::uuid AND kind = 'recovery' AND state = 'accepted'
      AND due_at >= ${range.from}::timestamptz - interval '2 days' AND due_at < ${range.until}
      AND accepted_at >= ${range.from} AND accepted_at < ${range.until}
    GROUP BY 1, 2`;
}

/** Tapped sends by the day of their first tap. Opting out by the link is no tap. */
export async function countTaps(scope: Scope): Promise<Cell[]> {
  const { db, shopId, timeZone, range } = scope;
  return db.$queryRaw`
    WITH tapped AS (
      SELECT send.part_id, min(link.first_tapped_at) AS at
      FROM send JOIN tracked_link AS link ON link.send_id = send.id
      WHERE send.shop_id = ${shopId}::uuid AND send.kind = 'recovery'
        AND send.due_at >= ${range.from}::timestamptz - interval '32 days' AND send.due_at < ${range.until}
        AND link.kind IN ('checkout', 'product') AND link.first_tapped_at IS NOT NULL
      GROUP BY send.id
    )
    SELECT (at AT TIME ZONE ${timeZone})::date::text AS day, part_id AS "stepId", count(*)::int AS taps
    FROM tapped WHERE at >= ${range.from} AND at < ${range.until}
    GROUP BY 1, 2`;
}

/**
 * Recovered checkouts and what they brought, by the day of the order.
 *
 * An order counts once, for the last message before it: when it is an order of the checkout or the cart that the
 * message was about, or one by the same customer within so many days after the message or its tap. Cancelled orders do
 * not count, and refunds are taken off. Orders in another currency than the shop's count without their amount.
 */
export async function countRecovered(
  scope: Scope & { attributionDays: number; currency: string },
): Promise<Cell[]> {
  const { db, shopId, timeZone, range, attributionDays, currency } = scope;
  return db.$queryRaw`
    WITH reached AS (
      -- Shopify tells the second of an order, not what came within it.
      SELECT send.part_id, date_trunc('second', send.accepted_at) AS accepted_at, checkout.id AS checkout_id, checkout.token, checkout.cart_token,
             checkout.customer_gid,
             greatest(send.accepted_at, (
               SELECT max(first_tapped_at) FROM tracked_link
               WHERE send_id = send.id AND kind IN ('checkout', 'product')
             )) + make_interval(days => ${attributionDays}::int) AS counted_until
      FROM send JOIN checkout ON checkout.id = send.subject_id AND checkout.shop_id = send.shop_id
      WHERE send.shop_id = ${shopId}::uuid AND send.kind = 'recovery' AND send.state = 'accepted'
        -- Shopify keeps abandoned checkouts for three months.
        AND send.due_at >= ${range.from}::timestamptz - interval '92 days' AND send.due_at < ${range.until}
    ), matched AS (
      SELECT purchase.id, reached.* FROM reached
        JOIN "order" AS purchase ON purchase.shop_id = ${shopId}::uuid AND purchase.checkout_token = reached.token
      UNION
      SELECT purchase.id, reached.* FROM reached
        JOIN "order" AS purchase ON purchase.shop_id = ${shopId}::uuid AND purchase.cart_token = reached.cart_token
      UNION
      SELECT purchase.id, reached.* FROM reached
        JOIN "order" AS purchase ON purchase.shop_id = ${shopId}::uuid
          AND purchase.customer_gid = reached.customer_gid AND purchase.shopify_created_at <= reached.counted_until
    ), credited AS (
      SELECT DISTINCT ON (purchase.id) matched.part_id, matched.checkout_id, purchase.shopify_created_at,
             CASE WHEN purchase.currency = ${currency} THEN purchase.total_price - purchase.refunded ELSE 0 END AS amount
      FROM matched JOIN "order" AS purchase ON purchase.id = matched.id
      WHERE purchase.shopify_created_at >= matched.accepted_at AND purchase.cancelled_at IS NULL
        AND purchase.shopify_created_at >= ${range.from} AND purchase.shopify_created_at < ${range.until}
      ORDER BY purchase.id, matched.accepted_at DESC
    ), numbered AS (
      -- A checkout of which two orders came was recovered once, by the first.
      SELECT *, row_number() OVER (PARTITION BY checkout_id ORDER BY shopify_created_at) AS number FROM credited
    )
    SELECT (shopify_created_at AT TIME ZONE ${timeZone})::date::text AS day, part_id AS "stepId",
           count(*) FILTER (WHERE number = 1)::int AS recovered, sum(amount)::float8 AS revenue
    FROM numbered GROUP BY 1, 2`;
}
