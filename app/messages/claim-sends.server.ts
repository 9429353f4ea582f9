import type pg from "pg";
import type { DueSend } from "./programme.ts";

/** A due send that this worker holds until its lease runs out. */
export type ClaimedSend = DueSend & {
  kind: string;
  /** When it was to be taken up: when it was due, or its last hold ended. */
  nextAt: Date;
};

/**
 * Shops with a send that is due, found by hopping over the index of what waits: one look per shop, however long its
 * backlog.
 */
export async function findDueShops({ pool, now }: { pool: pg.Pool; now: Date }): Promise<string[]> {
  const { rows } = await pool.query<{ shop_id: string }>({
    name: "messages.find-due-shops",
    text: `
      WITH RECURSIVE first_waiting AS (
        (SELECT shop_id, next_at FROM send WHERE state IN ('planned', 'held') ORDER BY shop_id, next_at LIMIT 1)
        UNION ALL
        SELECT following.shop_id, following.next_at
        FROM first_waiting CROSS JOIN LATERAL (
          SELECT shop_id, next_at FROM send
          WHERE state IN ('planned', 'held') AND shop_id > first_waiting.shop_id ORDER BY shop_id, next_at LIMIT 1
        ) AS following
      )
      SELECT shop_id FROM first_waiting WHERE next_at <= $1`,
    values: [now],
  });
  return rows.map((row) => row.shop_id);
}

/**
 * Claims what is urgent of any shop, then due sends of the given shops, in the order of the shops, and settles those whose
 * validity has ended as expired in the same sweep. Rows that another worker is claiming are left to it.
 *
 * @param options.shopIds whose turn it is
 * @param options.perShop how many sends one turn is
 * @param options.limit how many in all
 * @param options.leasedUntil real time: past it the claim is void, and another worker takes over
 * @returns the claimed sends, the kinds of those that expired, and the shops that the limit left without their turn
 */
export async function claimSends(options: {
  pool: pg.Pool;
  shopIds: string[];
  perShop: number;
  limit: number;
  leasedBy: string;
  leasedUntil: Date;
  now: Date;
}): Promise<{ sends: ClaimedSend[]; expired: string[]; shopsLeft: string[] }> {
  const { pool, shopIds, perShop, limit, leasedBy, leasedUntil, now } = options;
  const { rows } = await pool.query<Row>({
    name: "messages.claim-sends",
    text: `
      WITH urgent AS (
        SELECT id FROM send WHERE is_urgent AND state IN ('planned', 'held') AND next_at <= $2
        ORDER BY next_at LIMIT $4 FOR UPDATE SKIP LOCKED
      ), in_turn AS (
        SELECT waiting.id
        FROM unnest($1::uuid[]) WITH ORDINALITY AS turn (shop_id, place)
        CROSS JOIN LATERAL (
          SELECT id FROM send
          WHERE send.shop_id = turn.shop_id AND state IN ('planned', 'held') AND next_at <= $2 AND NOT is_urgent
          ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED
        ) AS waiting
        LIMIT $4
      ), due AS (
        SELECT id FROM urgent UNION ALL SELECT id FROM in_turn LIMIT $4
      )
      UPDATE send SET
        state = CASE WHEN valid_until <= $2 THEN 'expired' ELSE 'dispatching' END,
        reason = CASE WHEN valid_until <= $2 THEN reason END,
        settled_at = CASE WHEN valid_until <= $2 THEN $2::timestamptz END,
        leased_by = CASE WHEN valid_until <= $2 THEN NULL ELSE $5::text END,
        leased_until = CASE WHEN valid_until <= $2 THEN NULL ELSE $6::timestamptz END
      FROM due WHERE send.id = due.id
      RETURNING send.id, send.shop_id, kind, cause, subject_id, part_id, friend_id, state, due_at, next_at,
        valid_until, is_urgent`,
    values: [shopIds, now, perShop, limit, leasedBy, leasedUntil],
  });
  const isExpired = (row: Row) => row.state === "expired";
  return {
    sends: rows.filter((row) => !isExpired(row)).map(toClaimedSend),
    expired: rows.filter(isExpired).map(({ kind }) => kind),
    shopsLeft: rows.length < limit ? [] : shopIds.slice(lastServed(shopIds, rows) + 1),
  };
}

type Row = {
  id: string;
  shop_id: string;
  kind: string;
  cause: string;
  subject_id: string | null;
  part_id: string | null;
  friend_id: string | null;
  state: string;
  is_urgent: boolean;
  due_at: Date;
  next_at: Date;
  valid_until: Date;
};

function toClaimedSend(row: Row): ClaimedSend {
  return {
    id: row.id,
    shopId: row.shop_id,
    kind: row.kind,
    cause: row.cause,
    subjectId: row.subject_id,
    partId: row.part_id,
    friendId: row.friend_id,
    dueAt: row.due_at,
    nextAt: row.next_at,
    validUntil: row.valid_until,
  };
}

function lastServed(shopIds: string[], rows: Row[]): number {
  // What is urgent was nobody's turn.
  const served = new Set(rows.filter((row) => !row.is_urgent).map((row) => row.shop_id));
  return shopIds.findLastIndex((shopId) => served.has(shopId));
}
