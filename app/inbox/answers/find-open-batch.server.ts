import type { Db } from "#app/platform/db.server.ts";
import { ANSWER, MOST_MESSAGES, readMessages } from "./answer.ts";

/** An answer that waits out its undo time: what the same person writes meanwhile goes with it. */
export type OpenBatch = { batchId: string; room: number };

/**
 * Finds the answer that what this person writes now would go with: the newest to the friend, theirs, not given to LINE
 * and not being prepared for it.
 *
 * @returns null when there is none
 */
export async function findOpenBatch(options: {
  db: Db;
  shopId: string;
  friendId: string;
  staffId: string | null;
  now: Date;
}): Promise<OpenBatch | null> {
  const { db, shopId, friendId, staffId, now } = options;
  const newest = await db.answer.findFirst({
    where: { shopId, friendId, isScheduled: false, undoneAt: null },
    orderBy: { id: "desc" },
  });
  if (!newest || newest.staffId !== staffId) return null;
  const send = await db.send.findFirst({
    where: {
      shopId,
      kind: ANSWER,
      subjectId: newest.batchId,
      state: "planned",
      dueAt: { gt: now },
    },
  });
  if (!send) return null;
  const together = await db.answer.findMany({
    where: { shopId, batchId: newest.batchId, undoneAt: null },
    select: { messages: true },
  });
  const count = together.reduce((sum, { messages }) => sum + readMessages(messages).length, 0);
  return { batchId: newest.batchId, room: MOST_MESSAGES - count };
}
