import type pg from "pg";
import type { LastFacts } from "./final-check.ts";

export type CheckedSend = { facts: LastFacts; channelId: string | null; lineUserId: string | null };

/**
 * Reads what the last check before sending asks, for many sends in one query.
 *
 * @returns by send id; a send that this worker no longer holds is missing
 */
export async function checkSends(options: {
  pool: pg.Pool;
  sends: { id: string; friendId: string; consentKind: string | null }[];
  leasedBy: string;
}): Promise<Map<string, CheckedSend>> {
  const { pool, sends, leasedBy } = options;
  const { rows } = await pool.query<Row>({
    name: "messages.check-sends",
    text: `
      SELECT send.id, send.valid_until, channel.id AS channel_id, friend.line_user_id, friend.follow_state,
        coalesce(shop.uninstalled_at IS NULL AND channel.messaging_channel_id IS NOT NULL, false) AS is_connected,
        channel.quota_spent_since IS NOT NULL AS is_quota_spent,
        channel.refused_reason IS NOT NULL AS is_channel_refused,
        opt_out.friend_id IS NOT NULL AS is_opted_out
      FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS asked (send_id, friend_id, consent_kind)
      CROSS JOIN LATERAL (SELECT * FROM send WHERE id = asked.send_id OFFSET 0) AS send
      JOIN shop ON shop.id = send.shop_id
      LEFT JOIN channel ON channel.shop_id = send.shop_id
      LEFT JOIN friend ON friend.id = asked.friend_id AND friend.shop_id = send.shop_id
      LEFT JOIN opt_out ON opt_out.friend_id = friend.id AND opt_out.kind = asked.consent_kind
      WHERE send.state = 'dispatching' AND send.attempt_id IS NULL AND send.leased_by = $4`,
    values: [
      sends.map((send) => send.id),
      sends.map((send) => send.friendId),
      sends.map((send) => send.consentKind),
      leasedBy,
    ],
  });
  return new Map(rows.map((row) => [row.id, toCheckedSend(row)]));
}

type Row = {
  id: string;
  valid_until: Date;
  channel_id: string | null;
  line_user_id: string | null;
  follow_state: string | null;
  is_connected: boolean;
  is_quota_spent: boolean;
  is_channel_refused: boolean;
  is_opted_out: boolean;
};

function toCheckedSend(row: Row): CheckedSend {
  return {
    channelId: row.channel_id,
    lineUserId: row.line_user_id,
    facts: {
      validUntil: row.valid_until,
      isConnected: row.is_connected,
      isQuotaSpent: row.is_quota_spent,
      isChannelRefused: row.is_channel_refused,
      followState: row.follow_state,
      isOptedOut: row.is_opted_out,
    },
  };
}
