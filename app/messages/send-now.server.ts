import { randomUUID } from "node:crypto";
import type pg from "pg";
import { v7 as uuid } from "uuid";
import type { LineCredentials } from "#app/line/credentials.ts";
import type { LineMessage } from "#app/line/line-message.ts";
import type { pushBytes } from "#app/line/push.server.ts";
import { messagesText, pushBody, type StoredAttempt } from "./attempt.ts";
import { settleSends } from "./settle-sends.server.ts";
import { type Settlement, settlementOf } from "./settlement.ts";

export type SentNow =
  | { outcome: "accepted"; sendId: string }
  /** LINE refused it, and will not get it again. `reason` is a code, `message` LINE's own words. */
  | { outcome: "rejected"; sendId: string; reason: string; message: string | null }
  /** LINE did not answer: the dispatcher tries the same bytes again, and the send shows what came of it. */
  | { outcome: "pending"; sendId: string };

/** While this process waits for LINE, no dispatcher takes over; LINE's time-out is shorter. */
const LEASE_MS = 30_000;
/** A test that arrives later than this would puzzle more than it helps. */
const VALID_FOR_MS = 10 * 60_000;

/**
 * Sends something that a member of staff asked for at this moment to their own LINE, through the ledger: bytes and
 * retry key are stored before the call, as for every send. A refusal is final, since they can press the button again.
 */
export async function sendNow(options: {
  pool: pg.Pool;
  shopId: string;
  /** The channel's; its owner is the shop. */
  credentials: LineCredentials;
  lineUserId: string;
  messages: LineMessage[];
  pushBytes: typeof pushBytes;
  now: Date;
  realNow: Date;
}): Promise<SentNow> {
  const { pool, credentials, now, realNow } = options;
  const leasedBy = `test:${randomUUID()}`;
  const send = { id: uuid(), validUntil: new Date(now.getTime() + VALID_FOR_MS) };
  const attempt = await storeTestSend({ ...options, send, leasedBy });
  const { body, retryKey } = attempt;
  const answer = await options.pushBytes({ credentials, body, retryKey });
  const settlement = withoutWaiting(
    settlementOf({ send, attempt, answer, now, realNow, random: Math.random() }),
  );
  await settleSends({ pool, settlements: [settlement], leasedBy, now });
  if (settlement.state === "accepted") return { outcome: "accepted", sendId: send.id };
  if (settlement.state === "dispatching") return { outcome: "pending", sendId: send.id };
  const message = answer.outcome === "rejected" ? answer.message : null;
  return { outcome: "rejected", sendId: send.id, reason: settlement.reason ?? "", message };
}

/** There is no programme that would prepare a test again, so what would wait is refused instead. */
function withoutWaiting(settlement: Settlement): Settlement {
  if (!settlement.isWithdrawn) return settlement;
  return { ...settlement, state: "rejected", nextAt: null, isWithdrawn: false };
}

async function storeTestSend(options: {
  pool: pg.Pool;
  shopId: string;
  credentials: LineCredentials;
  lineUserId: string;
  messages: LineMessage[];
  send: { id: string; validUntil: Date };
  leasedBy: string;
  now: Date;
  realNow: Date;
}): Promise<StoredAttempt & { retryKey: string }> {
  const { pool, shopId, credentials, lineUserId, messages, send, leasedBy, now, realNow } = options;
  const id = randomUUID();
  const retryKey = randomUUID();
  const body = pushBody(lineUserId, messagesText(messages));
  await pool.query(
    `WITH attempt AS (
       INSERT INTO send_attempt (id, shop_id, channel_id, endpoint, retry_key, body, first_tried_at, created_at)
       VALUES ($1, $2, $3, 'push', $4, $5, $6, $7)
     )
     INSERT INTO send (id, shop_id, kind, cause, state, attempt_id, due_at, next_at, valid_until, leased_by,
                       leased_until, created_at)
     VALUES ($8, $2, 'test', $9, 'dispatching', $1, $7, $7, $10, $11, $12, $7)`,
    [
      id,
      shopId,
      credentials.channelRowId,
      retryKey,
      body,
      realNow,
      now,
      send.id,
      `test:${send.id}`,
      send.validUntil,
      leasedBy,
      new Date(realNow.getTime() + LEASE_MS),
    ],
  );
  return { id, retryKey, body, tries: 0, firstTriedAt: realNow, storedAt: now, isFresh: true };
}
