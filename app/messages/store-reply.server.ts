import { randomUUID } from "node:crypto";
import type pg from "pg";
import { unseal } from "#app/platform/crypto.server.ts";
import { replyBody } from "./attempt.ts";
import type { CheckedAndStored, ReadySend } from "./check-and-store.server.ts";
import { checkSends } from "./check-sends.server.ts";
import { finalCheck } from "./final-check.ts";
import { replyTokenContext, replyTokensDeadBy } from "./reply-token.ts";

type Config = { pool: pg.Pool; leasedBy: string; now: () => Date; realTime: () => Date };
type Token = { id: string; token: string };

/**
 * Asks the ledger's last question about a send that may go by reply, and stores its attempt with the friend's newest
 * token, which so is used. Replies cost nothing, so spent quota stops none, and whoever gave a token has written.
 *
 * @returns `no_token` when there is none that LINE would still take: it goes as a push, with that road's own check
 */
export async function checkAndStoreReply(
  { pool, leasedBy, now, realTime }: Config,
  send: ReadySend,
): Promise<CheckedAndStored | { outcome: "no_token" }> {
  const token = await findToken(pool, send.friendId, realTime());
  if (!token) return { outcome: "no_token" };
  const checked = await checkSends({ pool, sends: [{ ...send, id: send.sendId }], leasedBy });
  const found = checked.get(send.sendId);
  if (!found) return { outcome: "lost" };
  const verdict = finalCheck({ ...found.facts, isQuotaSpent: false, hasWritten: true }, now());
  if (verdict.outcome !== "go") return verdict;
  const id = randomUUID();
  const replyToken = unseal(token.token, replyTokenContext(token.id));
  const body = replyBody(replyToken, send.messages);
  const realNow = realTime();
  const storedAt = now();
  const { rows } = await pool.query<{ is_mine: boolean; is_stored: boolean }>({
    name: "messages.store-reply",
    text: `
      WITH mine AS (
        SELECT id, shop_id FROM send
        WHERE id = $1 AND state = 'dispatching' AND attempt_id IS NULL AND leased_by = $2 FOR NO KEY UPDATE
      ), used AS (
        UPDATE reply_token SET used_at = $3 FROM mine
        WHERE reply_token.id = $4 AND reply_token.shop_id = mine.shop_id AND used_at IS NULL
        RETURNING reply_token.id
      ), tied AS (
        UPDATE send SET attempt_id = $5, friend_id = $6 FROM mine, used WHERE send.id = mine.id
        RETURNING send.shop_id
      ), stored AS (
        INSERT INTO send_attempt (id, shop_id, channel_id, endpoint, body, first_tried_at, created_at)
        SELECT $5, shop_id, $7, 'reply', $8, $3, $9 FROM tied
        RETURNING id
      )
      SELECT EXISTS (SELECT FROM mine) AS is_mine, EXISTS (SELECT FROM stored) AS is_stored`,
    values: [
      send.sendId,
      leasedBy,
      realNow,
      token.id,
      id,
      send.friendId,
      found.channelId,
      body,
      storedAt,
    ],
  });
  if (!rows[0]?.is_mine) return { outcome: "lost" };
  // Another send of this moment has used it.
  if (!rows[0].is_stored) return { outcome: "no_token" };
  return {
    outcome: "stored",
    attempt: { id, retryKey: null, body, tries: 0, firstTriedAt: realNow, storedAt, isFresh: true },
  };
}

/** The newest first: it lives longest. */
async function findToken(
  pool: pg.Pool,
  friendId: string,
  realNow: Date,
): Promise<Token | undefined> {
  const { rows } = await pool.query<Token>({
    name: "messages.find-reply-token",
    text: `
      SELECT id, token FROM reply_token WHERE friend_id = $1 AND used_at IS NULL AND received_at > $2
      ORDER BY received_at DESC LIMIT 1`,
    values: [friendId, replyTokensDeadBy(realNow)],
  });
  return rows[0];
}
