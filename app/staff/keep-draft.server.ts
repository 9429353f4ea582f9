import type { Db } from "#app/platform/db.server.ts";
import type { Draft } from "./draft.ts";

/**
 * Keeps what somebody has begun to write to a friend. An empty one is forgotten. What was written before what is kept
 * changes nothing: requests pass each other.
 *
 * @returns `older` when something newer is kept
 */
export async function keepDraft(options: {
  db: Db;
  shopId: string;
  staffId: string;
  friendId: string;
  draft: Draft;
}): Promise<{ outcome: "kept" | "older" | "unknown" }> {
  const { db, shopId, staffId, friendId, draft } = options;
  const kept = await db.$queryRaw<{ isKept: boolean | null }[]>`
    WITH known AS (
      SELECT FROM staff JOIN friend ON friend.shop_id = staff.shop_id
      WHERE staff.shop_id = ${shopId}::uuid AND staff.id = ${staffId}::uuid AND friend.id = ${friendId}::uuid),
    written AS (
      INSERT INTO staff_draft (shop_id, staff_id, friend_id, text, written_at)
      SELECT ${shopId}::uuid, ${staffId}::uuid, ${friendId}::uuid, ${draft.text}, ${draft.writtenAt} FROM known
      ON CONFLICT (staff_id, friend_id) DO UPDATE SET text = excluded.text, written_at = excluded.written_at
        WHERE staff_draft.written_at <= excluded.written_at
      RETURNING 1)
    SELECT EXISTS (SELECT FROM written) AS "isKept" FROM known`;
  if (!kept[0]) return { outcome: "unknown" };
  return { outcome: kept[0].isKept ? "kept" : "older" };
}

/** What somebody has begun to write to a friend; null when nothing is kept. */
export async function readDraft(options: {
  db: Db;
  shopId: string;
  staffId: string;
  friendId: string;
}): Promise<Draft | null> {
  const { db, ...of } = options;
  const draft = await db.staffDraft.findFirst({ where: of });
  return draft && { text: draft.text, writtenAt: draft.writtenAt };
}
