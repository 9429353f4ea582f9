import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { StoredAttempt } from "./attempt.ts";

export type NewAttempt = {
  sendId: string;
  friendId: string;
  channelId: string;
  body: Uint8Array<ArrayBuffer>;
};

/** PostgreSQL's `deadlock_detected`: nothing of the statement was done. */
const DEADLOCK = "40P01";
/** For the other to take what it waited for. */
const AFTER_DEADLOCK_MS = 100;

/**
 * Stores attempts, each with its bytes and its retry key, and ties them to their sends: one statement, so one
 * transaction. Only what is stored here may be given to LINE.
 *
 * A send gets an attempt only while this worker holds it and it has none, so it never has two at once. A transaction that
 * stops sends again and again may lock them in another order than this: whom PostgreSQL then breaks off tries again.
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
  const statement = {
    name: "messages.store-attempts",
    text: `
      WITH mine AS (
        SELECT attempt.*
        FROM (
          SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $10::int[], $11::int[])
            AS attempt (id, send_id, retry_key, friend_id, channel_id, begins_at, length)
          ORDER BY send_id
        ) AS attempt
        CROSS JOIN LATERAL (SELECT * FROM send WHERE id = attempt.send_id OFFSET 0 FOR NO KEY UPDATE) AS send
        WHERE send.state = 'dispatching' AND send.attempt_id IS NULL AND send.leased_by = $7
      ), tied AS (
        UPDATE send SET attempt_id = mine.id, friend_id = mine.friend_id
        FROM mine WHERE send.id = mine.send_id
        RETURNING mine.*, send.shop_id
      )
      INSERT INTO send_attempt (id, shop_id, channel_id, endpoint, retry_key, body, first_tried_at, created_at)
      SELECT id, shop_id, channel_id, 'push', retry_key, substr($6::bytea, begins_at, length), $8, $9 FROM tied
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
  };
  const store = () => pool.query<{ id: string }>(statement);
  const { rows } = await store().catch(async (error: unknown) => {
    if ((error as { code?: string }).code !== DEADLOCK) throw error;
    await wait(AFTER_DEADLOCK_MS);
    return store();
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
