import type pg from "pg";
import type { StoredAttempt } from "./attempt.ts";

/**
 * A send whose attempt was stored, and whose fate is not known: the same bytes go again with the same key. A reply, which
 * has none, does not.
 */
export type UnclearSend = {
  id: string;
  shopId: string;
  kind: string;
  /** When it was to be taken up. */
  nextAt: Date;
  validUntil: Date;
  attempt: StoredAttempt;
};

/** Longer than any lease and any pause before a retry: what ends later was written before the clock was turned back. */
const LONGEST_LEASE_MS = 30 * 60_000;

/**
 * Takes over sends whose lease ran out: of a worker that died, or of a retry whose time has come. Without a stored
 * attempt nothing can have reached LINE, and the send waits again; with one, this worker tries it again.
 *
 * What this worker has in hand itself is left out, also past its lease: the first call may still be on its way, and its
 * refusal would withdraw the attempt that the second is about.
 *
 * @param options.inHand ids of the sends that this worker has in hand
 * @param options.leasedUntil real time, as `realNow`
 */
export async function takeOverSends(options: {
  pool: pg.Pool;
  limit: number;
  inHand: string[];
  leasedBy: string;
  leasedUntil: Date;
  realNow: Date;
}): Promise<UnclearSend[]> {
  const { pool, limit, inHand, leasedBy, leasedUntil, realNow } = options;
  const { rows } = await pool.query<Row>({
    name: "messages.take-over-sends",
    text: `
      WITH stale AS (
        SELECT id FROM send WHERE state = 'dispatching' AND (leased_until <= $1 OR leased_until > $5)
          AND NOT id = ANY($6::uuid[])
        ORDER BY leased_until LIMIT $2 FOR UPDATE SKIP LOCKED
      ), taken AS (
        UPDATE send SET
          state = CASE WHEN attempt_id IS NULL THEN 'planned' ELSE 'dispatching' END,
          leased_by = CASE WHEN attempt_id IS NOT NULL THEN $3::text END,
          leased_until = CASE WHEN attempt_id IS NOT NULL THEN $4::timestamptz END
        FROM stale WHERE send.id = stale.id
        RETURNING send.id, send.shop_id, send.kind, send.next_at, send.valid_until, send.attempt_id
      )
      SELECT taken.*, retry_key, body, tries, first_tried_at, created_at
      FROM taken JOIN send_attempt ON send_attempt.id = taken.attempt_id`,
    values: [
      realNow,
      limit,
      leasedBy,
      leasedUntil,
      new Date(realNow.getTime() + LONGEST_LEASE_MS),
      inHand,
    ],
  });
  return rows.map((row) => ({
    id: row.id,
    shopId: row.shop_id,
    kind: row.kind,
    nextAt: row.next_at,
    validUntil: row.valid_until,
    attempt: {
      id: row.attempt_id,
      retryKey: row.retry_key,
      body: row.body ?? new Uint8Array(),
      tries: row.tries,
      firstTriedAt: row.first_tried_at,
      storedAt: row.created_at,
      isFresh: false,
    },
  }));
}

type Row = {
  id: string;
  shop_id: string;
  kind: string;
  next_at: Date;
  valid_until: Date;
  attempt_id: string;
  retry_key: string | null;
  body: Uint8Array<ArrayBuffer> | null;
  tries: number;
  first_tried_at: Date;
  created_at: Date;
};
