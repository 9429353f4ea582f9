import type pg from "pg";
import type { Settlement } from "./settlement.ts";
import { sendSettled } from "./send-settled.ts";
import { SENDS_TOPIC, SETTLED_STATES } from "./send.ts";
import { storable } from "#app/platform/storable.ts";

/**
 * Records what became of sends: one statement for all, so one transaction, with the job that follows an accepted send,
 * and with what open windows are told of those that are urgent.
 *
 * LINE's final answer about a stored attempt is true whoever brings it. Everything else counts only from the worker
 * that holds the send. What is settled already stays as it is.
 *
 * @param options.now product time
 * @returns the ids of the sends that changed
 */
export async function settleSends(options: {
  pool: pg.Pool;
  settlements: Settlement[];
  leasedBy: string;
  now: Date;
}): Promise<Set<string>> {
  const { pool, settlements, leasedBy, now } = options;
  const rows = settlements.map(({ attempt, ...settlement }) => ({
    ...settlement,
    isFinalAnswer: settlement.state === "accepted" || settlement.state === "rejected",
    attemptState: attempt?.state,
    httpStatus: attempt?.httpStatus,
    requestId: attempt?.requestId,
    error: attempt?.error,
    sentMessages: attempt?.sentMessages?.length ? attempt.sentMessages : undefined,
  }));
  const { rows: settled } = await pool.query<{ ids: string[] | null }>({
    name: "messages.settle-sends",
    text: `
      WITH settlement AS (
        SELECT * FROM jsonb_to_recordset($1::jsonb) AS settlement (
          "sendId" uuid, "attemptId" uuid, state text, reason text, "nextAt" timestamptz, "retryAt" timestamptz,
          "isWithdrawn" boolean, "isFinalAnswer" boolean, "attemptState" text, "httpStatus" int, "requestId" text,
          error jsonb, "sentMessages" jsonb)
        ORDER BY "sendId"
      ), mine AS (
        SELECT settlement.*
        FROM settlement
        CROSS JOIN LATERAL (SELECT * FROM send WHERE id = settlement."sendId" OFFSET 0 FOR NO KEY UPDATE) AS send
        WHERE send.state = 'dispatching' AND send.attempt_id IS NOT DISTINCT FROM settlement."attemptId"
          AND (settlement."isFinalAnswer" OR send.leased_by = $4)
      ), settled AS (
        UPDATE send SET
          state = mine.state,
          reason = mine.reason,
          next_at = coalesce(mine."nextAt", send.next_at),
          attempt_id = CASE WHEN NOT mine."isWithdrawn" THEN send.attempt_id END,
          leased_by = NULL,
          leased_until = mine."retryAt",
          accepted_at = CASE WHEN mine.state = 'accepted' THEN $2::timestamptz END,
          settled_at = CASE WHEN mine.state = ANY($3::text[]) THEN $2::timestamptz END
        FROM mine WHERE send.id = mine."sendId"
        RETURNING send.id, send.shop_id, send.friend_id, send.is_urgent, mine.*
      ), attempt AS (
        UPDATE send_attempt SET
          state = settled."attemptState",
          tries = send_attempt.tries + 1,
          http_status = settled."httpStatus",
          line_request_id = settled."requestId",
          error = settled.error,
          sent_messages = settled."sentMessages",
          -- What was withdrawn is never sent again, and no send leads to it when people's data is erased.
          body = CASE WHEN NOT settled."isWithdrawn" THEN body END,
          former_send_id = CASE WHEN settled."isWithdrawn" THEN settled.id END
        FROM settled WHERE send_attempt.id = settled."attemptId"
      ), told AS (
        INSERT INTO live_change (shop_id, topic, subject_id)
        SELECT DISTINCT shop_id, $6, friend_id FROM settled WHERE is_urgent AND friend_id IS NOT NULL
      ), job AS (
        SELECT row($5, json_build_object('shopId', shop_id, 'sendIds', json_agg(id)),
                   NULL, NULL, 15, NULL, NULL, NULL)::graphile_worker.job_spec AS spec
        FROM settled WHERE state = 'accepted' GROUP BY shop_id
      )
      SELECT (SELECT array_agg(id) FROM settled) AS ids,
        CASE WHEN EXISTS (SELECT FROM job)
          THEN (SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(SELECT spec FROM job))) END AS jobs`,
    values: [
      JSON.stringify(rows, toStorable),
      now,
      SETTLED_STATES,
      leasedBy,
      sendSettled.name,
      SENDS_TOPIC,
    ],
  });
  return new Set(settled[0]?.ids ?? []);
}

/** LINE's words may hold what is JSON and what PostgreSQL refuses all the same. */
function toStorable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? storable(value) : value;
}
