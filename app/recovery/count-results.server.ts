import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import type { Counts } from "./results.ts";
import type { ResultsRange } from "./results-range.ts";

// The questions behind the results page. Sends are found by their due time, which has an index with the shop: a send is
// accepted within a day of it.
//
// The days are told apart by the range's own midnights, not by their zone: PostgreSQL and Node learn of new rules of a
// zone at different times, and what they disagree about would be lost.

type Scope = { db: Db; shopId: string; range: ResultsRange };

/** One day of one step. */
export type Cell = { day: string; stepId: string | null } & Partial<Counts>;

/** The day on which a moment of the range falls. */
function dayOf(column: string, { days, midnights }: ResultsRange): Prisma.Sql {
  return Prisma.sql`(${days}::text[])[width_bucket(${Prisma.raw(column)}, ${midnights}::timestamptz[])]`;
}

/** Checkouts with something in them, by the day they began. */
export async function countCheckouts(scope: Scope): Promise<{ day: string; checkouts: number }[]> {
  const { db, shopId, range } = scope;
  return db.$queryRaw`
    SELECT ${dayOf("shopify_created_at", range)} AS day, count(*)::int AS checkouts
    FROM checkout
    WHERE shop_id = ${shopId}::uuid AND shopify_created_at >= ${range.from} AND shopify_created_at < ${range.until}
      AND item_count > 0
    GROUP BY 1`;
}

/** Sends by the day LINE accepted them. */
export async function countSends(scope: Scope): Promise<Cell[]> {
  const { db, shopId, range } = scope;
  return db.$queryRaw`
    SELECT ${dayOf("accepted_at", range)} AS day, part_id AS "stepId", count(*)::int AS sends
    FROM send
    WHERE shop_id = ${shopId}::uuid AND kind = 'recovery' AND state = 'accepted'
      AND due_at >= ${range.from}::timestamptz - interval '2 days' AND due_at < ${range.until}
      AND accepted_at >= ${range.from} AND accepted_at < ${range.until}
    GROUP BY 1, 2`;
}

/** Tapped sends by the day of their first tap. Opting out by the link is no tap. */
export async function countTaps(scope: Scope): Promise<Cell[]> {
  const { db, shopId, range } = scope;
  return db.$queryRaw`
    WITH tapped AS (
      SELECT send_id, min(first_tapped_at) AS at FROM tracked_link
      WHERE shop_id = ${shopId}::uuid
        -- Links live for 30 days: whatever was tapped first in the range was not tapped before this.
        AND first_tapped_at >= ${range.from}::timestamptz - interval '32 days' AND first_tapped_at < ${range.until}
      GROUP BY send_id HAVING min(first_tapped_at) >= ${range.from}
    )
    SELECT ${dayOf("tapped.at", range)} AS day, send.part_id AS "stepId", count(*)::int AS taps
    FROM tapped JOIN send ON send.id = tapped.send_id
    WHERE send.shop_id = ${shopId}::uuid AND send.kind = 'recovery'
    GROUP BY 1, 2`;
}

/**
 * Recovered checkouts and what they brought, by the day of the order.
 *
 * An order counts once, for the last message before it: when it is an order of the checkout or the cart that the
 * message was about, or one by the same customer within so many times 24 hours after the message or a tap before it. Cancelled orders do
 * not count, and refunds are taken off. Orders in another currency than the shop's count without their amount.
 *
 * It begins with the range's orders, which are few beside the messages that could have brought them.
 */
export async function countRecovered(
  scope: Scope & { attributionDays: number; currency: string },
): Promise<Cell[]> {
  const { db, shopId, range, attributionDays, currency } = scope;
  return db.$queryRaw`
    WITH purchase AS MATERIALIZED (
      SELECT id, checkout_token, cart_token, customer_gid, shopify_created_at AS at,
             CASE WHEN currency = ${currency} THEN total_price - refunded ELSE 0 END AS amount
      FROM "order"
      WHERE shop_id = ${shopId}::uuid AND shopify_created_at >= ${range.from} AND shopify_created_at < ${range.until}
        AND cancelled_at IS NULL
    ), matched AS (
      SELECT purchase.*, checkout.id AS checkout_id, true AS is_same FROM purchase
        JOIN checkout ON checkout.shop_id = ${shopId}::uuid AND checkout.token = purchase.checkout_token
      UNION ALL
      SELECT purchase.*, checkout.id, true FROM purchase
        JOIN checkout ON checkout.shop_id = ${shopId}::uuid AND checkout.cart_token = purchase.cart_token
          AND checkout.token IS DISTINCT FROM purchase.checkout_token
      UNION ALL
      SELECT purchase.*, checkout.id, false FROM purchase
        JOIN checkout ON checkout.shop_id = ${shopId}::uuid AND checkout.customer_gid = purchase.customer_gid
          -- A message goes within days of its checkout, and its links live for 30.
          AND checkout.shopify_created_at > purchase.at - make_interval(hours => 24 * (${attributionDays}::int + 35))
    ), credited AS (
      SELECT DISTINCT ON (matched.id) send.part_id, matched.checkout_id, matched.at, matched.amount
      FROM matched JOIN send ON send.shop_id = ${shopId}::uuid AND send.subject_id = matched.checkout_id
      WHERE send.kind = 'recovery' AND send.state = 'accepted'
        -- Shopify tells the second of an order, not what came within it.
        AND date_trunc('second', send.accepted_at) <= matched.at
        AND (
          matched.is_same
          OR matched.at <= send.accepted_at + make_interval(hours => 24 * ${attributionDays}::int)
          OR matched.at <= make_interval(hours => 24 * ${attributionDays}::int) + (
            SELECT max(first_tapped_at) FROM tracked_link
            WHERE send_id = send.id AND first_tapped_at <= matched.at
          )
        )
      ORDER BY matched.id, date_trunc('second', send.accepted_at) DESC
    ), numbered AS (
      -- A checkout of which two orders came was recovered once, by the first.
      SELECT *, row_number() OVER (PARTITION BY checkout_id ORDER BY at) AS number FROM credited
    )
    SELECT ${dayOf("at", range)} AS day, part_id AS "stepId",
           count(*) FILTER (WHERE number = 1)::int AS recovered, sum(amount)::float8 AS revenue
    FROM numbered GROUP BY 1, 2`;
}
