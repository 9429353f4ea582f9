import { v7 as uuid } from "uuid";
import type { Db } from "#app/platform/db.server.ts";

export type PlannedSend = {
  shopId: string;
  kind: string;
  /** Ids, never positions: `recovery:<checkout id>:<step id>`. Planning the same cause twice plans once. */
  cause: string;
  subjectId: string | null;
  partId: string | null;
  /** When it is known already; otherwise the programme names the friend when the send is due. */
  friendId?: string | null;
  dueAt: Date;
  validUntil: Date;
  createdAt: Date;
  /** It goes before whatever else is due: somebody waits for it. */
  isUrgent?: boolean;
  /** For what is known never to go, so that the merchant sees why. */
  state?: "superseded" | "expired" | "skipped";
  reason?: string;
};

/** The dispatcher listens here; the payload says nothing. */
export const SENDS_PLANNED = "musubi_sends_planned";

/**
 * Puts sends into the ledger. A cause that is there already is left as it is, whatever became of it.
 *
 * One statement for all, and a wake-up for the dispatcher when something is due at once.
 *
 * @returns how many were new
 */
export async function planSends({ db, sends }: { db: Db; sends: PlannedSend[] }): Promise<number> {
  if (sends.length === 0) return 0;
  const rows = JSON.stringify(sends.map((send) => ({ ...send, id: uuid() })));
  const planned = await db.$executeRaw`
    INSERT INTO send (id, shop_id, kind, cause, subject_id, part_id, friend_id, state, reason, due_at, next_at,
                      valid_until, created_at, settled_at, is_urgent)
    SELECT id, "shopId", kind, cause, "subjectId", "partId", "friendId", coalesce(state, 'planned'), reason, "dueAt",
           "dueAt", "validUntil", "createdAt", CASE WHEN state IS NOT NULL THEN "createdAt" END,
           coalesce("isUrgent", false)
    FROM jsonb_to_recordset(${rows}::jsonb) AS planned (
      id uuid, "shopId" uuid, kind text, cause text, "subjectId" uuid, "partId" uuid, "friendId" uuid, state text,
      reason text, "dueAt" timestamptz, "validUntil" timestamptz, "createdAt" timestamptz,
      "isUrgent" boolean)
    ON CONFLICT (shop_id, cause) DO NOTHING`;
  if (planned > 0 && sends.some((send) => !send.state && send.dueAt <= send.createdAt)) {
    await db.$executeRaw`SELECT pg_notify(${SENDS_PLANNED}, '')`;
  }
  return planned;
}
