import { v7 as uuid } from "uuid";
import type { Db } from "#app/platform/db.server.ts";
import { noteLiveChanges } from "#app/platform/live-changes.server.ts";
import type { TalkTold } from "./talk-event.ts";

/** What a friend said, by LINE's timestamp. */
export type TalkSaid = TalkTold & { friendId: string; at: Date };

/**
 * Records what friends wrote, edited and unsent. The number of statements does not grow with what was said, and the order
 * in which it comes changes nothing: a message that is delivered again is the same one, an older edit does not undo a newer
 * one, and what was unsent stays gone even when the message comes after.
 *
 * @param options.db a transaction
 */
export async function recordTalk(options: {
  db: Db;
  shopId: string;
  said: TalkSaid[];
}): Promise<void> {
  const { db, shopId, said } = options;
  if (said.length === 0) return;
  const threadOf = await writeThreads(db, shopId, said);
  const arrived: string[] = [];
  for (const says of ["message", "messageEdited", "unsend"] as const) {
    const each = newestOfEach(said.filter((one) => one.says === says));
    const ids = await writeEntries(db, shopId, threadOf, each);
    if (says === "message") arrived.push(...ids);
  }
  const threadIds = [...threadOf.values()];
  await summarise(db, shopId, threadIds, arrived);
  await noteLiveChanges(db, { shopId, topic: "thread", ids: threadIds });
}

/** A statement writes a row once. */
function newestOfEach(said: TalkSaid[]): TalkSaid[] {
  const inOrder = said.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return [
    ...new Map(inOrder.map((each) => [`${each.friendId} ${each.lineMessageId}`, each])).values(),
  ];
}

async function writeThreads(db: Db, shopId: string, said: TalkSaid[]) {
  const first = new Map(said.map(({ friendId, at }) => [friendId, at]));
  const friendIds = [...first.keys()].sort();
  // Locked and returned also when it is there.
  const rows = await db.$queryRaw<{ id: string; friendId: string }[]>`
    INSERT INTO thread (id, shop_id, friend_id, last_entry_at)
    SELECT told.id, ${shopId}::uuid, told.friend_id, told.at
    FROM unnest(${friendIds.map(() => uuid())}::uuid[], ${friendIds}::uuid[],
      ${friendIds.map((id) => first.get(id)!)}::timestamptz[]) AS told (id, friend_id, at)
    ON CONFLICT (friend_id) DO UPDATE SET friend_id = excluded.friend_id
    RETURNING id, friend_id AS "friendId"`;
  return new Map(rows.map(({ id, friendId }) => [friendId, id]));
}

/** @returns the ids of entries that were not there */
async function writeEntries(
  db: Db,
  shopId: string,
  threadOf: Map<string, string>,
  said: TalkSaid[],
): Promise<string[]> {
  if (said.length === 0) return [];
  const told = said.map(({ friendId, says, at, ...each }) => ({
    ...each,
    id: uuid(),
    threadId: threadOf.get(friendId),
    at,
    editedAt: says === "messageEdited" ? at : null,
    unsentAt: says === "unsend" ? at : null,
  }));
  const rows = await db.$queryRaw<{ id: string; isNew: boolean }[]>`
    INSERT INTO talk_entry AS entry (id, shop_id, thread_id, at, kind, line_message_id, text, body, quote_token,
      quoted_line_message_id, edited_at, unsent_at)
    SELECT "id", ${shopId}::uuid, "threadId", "at", "kind", "lineMessageId", "text", "body"::jsonb, "quoteToken",
      "quotedLineMessageId", "editedAt", "unsentAt"
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS told ("id" uuid, "threadId" uuid, "at" timestamptz,
      "kind" text, "lineMessageId" text, "text" text, "body" text, "quoteToken" text, "quotedLineMessageId" text,
      "editedAt" timestamptz, "unsentAt" timestamptz)
    ON CONFLICT (thread_id, line_message_id) DO UPDATE SET
      (at, kind, text, body, quote_token, quoted_line_message_id, edited_at, unsent_at) = (
        SELECT least(entry.at, excluded.at),
          CASE entry.kind WHEN 'unsent' THEN excluded.kind ELSE entry.kind END,
          CASE WHEN is_gone THEN NULL WHEN is_newer THEN excluded.text ELSE entry.text END,
          CASE WHEN is_gone THEN NULL WHEN is_newer THEN excluded.body ELSE entry.body END,
          CASE WHEN is_gone THEN NULL WHEN is_newer THEN excluded.quote_token ELSE entry.quote_token END,
          CASE WHEN is_gone THEN NULL ELSE coalesce(entry.quoted_line_message_id, excluded.quoted_line_message_id) END,
          greatest(entry.edited_at, excluded.edited_at), coalesce(entry.unsent_at, excluded.unsent_at)
        FROM (SELECT coalesce(entry.unsent_at, excluded.unsent_at) IS NOT NULL AS is_gone,
          coalesce(excluded.edited_at > coalesce(entry.edited_at, '-infinity'), false) AS is_newer) AS judged)
    RETURNING id, xmax = 0 AS "isNew"`;
  return rows.filter(({ isNew }) => isNew).map(({ id }) => id);
}

/** Brings the list's words and counts up to what the threads hold now. */
async function summarise(db: Db, shopId: string, threadIds: string[], arrived: string[]) {
  await db.$executeRaw`
    UPDATE thread SET last_entry_at = newest.at, preview = left(newest.text, 100),
      unread_count = unread_count + new.count,
      waiting_since = coalesce(waiting_since, new.first_at),
      status = CASE WHEN new.count > 0 THEN 'open' ELSE status END
    FROM unnest(${threadIds}::uuid[]) AS told (id),
      LATERAL (SELECT at, text FROM talk_entry WHERE thread_id = told.id ORDER BY at DESC, id DESC LIMIT 1) AS newest,
      LATERAL (SELECT count(*)::int AS count, min(at) AS first_at FROM talk_entry
        WHERE thread_id = told.id AND id = ANY(${arrived}::uuid[])) AS new
    WHERE thread.id = told.id AND thread.shop_id = ${shopId}::uuid`;
}
