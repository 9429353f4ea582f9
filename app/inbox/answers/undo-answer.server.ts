import { v7 as uuid } from "uuid";
import type { LineMessage } from "#app/line/line-message.ts";
import type { Database } from "#app/platform/db.server.ts";
import { readMessages } from "./answer.ts";
import { lockAnswers, lockUnsent } from "./lock-answers.server.ts";
import { planAnswer } from "./plan-answer.server.ts";
import { noteAnswer } from "./note-answer.server.ts";

export type UndoOutcome =
  /** It does not go; its messages go back to who wrote them. */
  | { outcome: "undone"; messages: LineMessage[] }
  /** It was given to LINE: only LINE's own manager can recall it. */
  | { outcome: "gone" }
  | { outcome: "not_found" };

/**
 * Takes back an answer that LINE has not been given: within its undo time, or one that was to be sent later. What was
 * written with it goes without it.
 *
 * The send is stopped and the rest planned anew, whatever state it is in: a worker may have it in hand with all messages,
 * and must find that it is not its own any more.
 *
 * @param options.actor `staff:<Shopify user id>`
 */
export async function undoAnswer(options: {
  db: Database;
  shopId: string;
  answerId: string;
  actor: string;
  now: Date;
}): Promise<UndoOutcome> {
  const { db, shopId, answerId, actor, now } = options;
  const asked = await db.answer.findFirst({ where: { id: answerId, shopId } });
  if (!asked) return { outcome: "not_found" };
  return db.$transaction(async (tx) => {
    await lockAnswers(tx, asked.friendId);
    const answer = await tx.answer.findFirst({
      where: { id: answerId, shopId },
    });
    if (!answer) return { outcome: "not_found" };
    if (answer.undoneAt) return { outcome: "undone", messages: [] };
    const send = await lockUnsent(tx, { shopId, batchId: answer.batchId });
    if (!send) return { outcome: "gone" };
    await tx.answer.update({
      where: { id: answerId, shopId },
      data: { undoneAt: now, messages: [] },
    });
    const { validUntil } = await tx.send.update({
      where: { id: send.id, shopId },
      data: {
        state: "skipped",
        reason: "undone",
        settledAt: now,
        leasedBy: null,
        leasedUntil: null,
      },
    });
    const batchId = uuid();
    const { count } = await tx.answer.updateMany({
      where: { shopId, batchId: answer.batchId, undoneAt: null },
      data: { batchId },
    });
    if (count > 0) {
      const { friendId } = answer;
      const dueAt = send.dueAt > now ? send.dueAt : now;
      await planAnswer({ db: tx, shopId, batchId, friendId, dueAt, validUntil, now });
    }
    await noteAnswer({ db: tx, shopId, answer, action: "undone", actor, now });
    return { outcome: "undone", messages: readMessages(answer.messages) };
  });
}
