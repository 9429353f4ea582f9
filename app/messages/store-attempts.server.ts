import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { StoredAttempt } from "./attempt.ts";

export type NewAttempt = {
  sendId: string;
  friendId: string;
  channelId: string;
  body: Uint8Array<ArrayBuffer>;
};

/**
 * Stores attempts, each with its bytes and its retry key, and ties them to their sends: one statement, so one
 * transaction. Only what is stored here may be given to LINE.
 *
 * A send gets an attempt only while this worker holds it and it has none, so it never has two at once.
 *
 * @returns by send id; a send that this worker no longer holds (stopped, or its lease ran out) is missing
 */
export async function storeAttempts(options: {
  pool: pg.Pool;
  attempts: NewAttempt[];
  leasedBy: string;
  now: Date;
  realNow: Date;
}): Promise<Map<string, StoredAttempt>> {
  const { pool, attempts, leasedBy, now, realNow } = options;
  if (attempts.length === 0) return new Map();
  const keyed = attempts.map((attempt) => ({
    ...attempt,
    id: randomUUID(),
    retryKey: randomUUID(),
  }));
  const { rows } = await pool.query<{ id: string }>({
    name: "messages.store-attempts",
    text: `
      WITH attempt AS (
        SELECT id, send_id, retry_key, friend_id, channel_id, substr($6::bytea, begins_at, length) AS body
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $10::int[], $11::int[])
          AS attempt (id, send_id, retry_key, friend_id, channel_id, begins_at, length)
      ), tied AS (
        UPDATE send SET attempt_id = attempt.id, friend_id = attempt.friend_id
        FROM attempt
        WHERE send.id = attempt.send_id
          AND send.state = 'dispatching' AND send.attempt_id IS NULL AND send.leased_by = $7
        RETURNING send.attempt_id, send.shop_id
      )
      INSERT INTO send_attempt (id, shop_id, channel_id, endpoint, retry_key, body, first_tried_at, created_at)
      SELECT attempt.id, tied.shop_id, attempt.channel_id, 'push', attempt.retry_key, attempt.body, $8, $9
      FROM attempt JOIN tied ON tied.attempt_id = attempt.id
      RETURNING id`,
    values: [
      keyed.map(({ id }) => id),
      keyed.map(({ sendId }) => sendId),
      keyed.map(({ retryKey }) => retryKey),
      keyed.map(({ friendId }) => friendId),
      keyed.map(({ channelId }) => channelId),
      // In one piece: an array of them would travel as hex digits, twice as long.
      Buffer.concat(keyed.map(({ body }) => body)),
      leasedBy,
      realNow,
      now,
      beginnings(keyed),
      keyed.map(({ body }) => body.length),
    ],
  });
  const stored = new Set(rows.map((row) => row.id));
  return new Map(
    keyed
      .filter(({ id }) => stored.has(id))
      .map(({ id, retryKey, body, sendId }) => [
        sendId,
        { id, retryKey, body, tries: 0, firstTriedAt: realNow, storedAt: now, isFresh: true },
      ]),
  );
}

/** Where each body begins in the whole of them, counted from 1 as PostgreSQL does. */
function beginnings(attempts: NewAttempt[]): number[] {
  let next = 1;
  return attempts.map(({ body }) => {
    const begins = next;
    next += body.length;
    return begins;
  });
}
