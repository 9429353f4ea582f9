import { v7 as uuid } from "uuid";
import type { LineMessage } from "#app/line/line-message.ts";
import type { Database, Db } from "#app/platform/db.server.ts";
import { type AnswerRefusal, cleanMessages, contentRefusal, LATEST_MS, UNDO_MS } from "./answer.ts";
import { findOpenBatch } from "./find-open-batch.server.ts";
import { lockAnswers, lockUnsent } from "./lock-answers.server.ts";
import { noteAnswer } from "./note-answer.server.ts";
import { answerValidUntil, planAnswer } from "./plan-answer.server.ts";
import { quoteMessage } from "./quote-message.server.ts";
import { readAnswerCost } from "./read-answer-cost.server.ts";

export type WriteOutcome =
  /** `dueAt`: until then it can be taken back. `isNew`: false when this click had been taken already. */
  | { outcome: "written"; answerId: string; dueAt: Date; isNew: boolean }
  | { outcome: "refused"; reason: AnswerRefusal };

/**
 * Takes an answer that staff wrote: a send that goes when the undo time is over, or at `sendAt`. What one person writes
 * within the undo time of what they wrote before goes with it, as one send of up to five messages, and all of it can be
 * taken back a while longer.
 *
 * @param options.staffId null: written by nobody of the staff
 * @param options.actor `staff:<Shopify user id>`, for the audit
 * @param options.key of this click, made by the page: a second click, or the same draft in another window, is the same answer
 * @param options.quotedMessageId LINE's id of a message of this talk, which the first text or sticker quotes
 * @param options.waitsForQuota staff know that the quota is spent, and want it to go when there is some again
 */
export async function writeAnswer(options: {
  db: Database;
  shopId: string;
  friendId: string;
  staffId: string | null;
  actor: string;
  key: string;
  messages: LineMessage[];
  quotedMessageId?: string;
  sendAt?: Date;
  waitsForQuota?: boolean;
  now: Date;
  realNow: Date;
}): Promise<WriteOutcome> {
  const { db, shopId, friendId, key, sendAt, waitsForQuota = false, now } = options;
  const refused = (reason: AnswerRefusal): WriteOutcome => ({ outcome: "refused", reason });
  const cleaned = cleanMessages(options.messages);
  const contentIsWrong = contentRefusal(cleaned);
  if (contentIsWrong) return refused(contentIsWrong);
  if (sendAt && (sendAt <= now || sendAt.getTime() > now.getTime() + LATEST_MS))
    return refused("time");
  return db.$transaction(async (tx) => {
    await lockAnswers(tx, friendId);
    const known = await tx.answer.findUnique({ where: { friendId_key: { friendId, key } } });
    if (known) return { outcome: "written", answerId: known.id, dueAt: known.dueAt, isNew: false };
    const cost = await readAnswerCost({ ...options, db: tx });
    if (cost.outcome === "refused") return refused(cost.reason);
    if (cost.outcome === "quota_spent" && !waitsForQuota && !sendAt) return refused("quota_spent");
    const messages = await quoteMessage({ ...options, db: tx, messages: cleaned });
    if (!messages) return refused("quote_gone");

    const id = uuid();
    const dueAt = sendAt ?? new Date(now.getTime() + UNDO_MS);
    const validUntil = answerValidUntil(dueAt, waitsForQuota);
    const joined = sendAt ? null : await joinBatch(tx, { ...options, messages, dueAt, validUntil });
    const batchId = joined ?? id;
    await tx.answer.create({
      data: {
        id,
        shopId,
        friendId,
        staffId: options.staffId,
        key,
        batchId,
        messages,
        dueAt,
        isScheduled: sendAt !== undefined,
        writtenAt: now,
      },
    });
    if (!joined) {
      await planAnswer({ db: tx, shopId, batchId, friendId, dueAt, validUntil, now });
    }
    const { actor } = options;
    await noteAnswer({ db: tx, shopId, answer: { id, friendId }, action: "written", actor, now });
    return { outcome: "written", answerId: id, dueAt, isNew: true };
  });
}

/** Puts what is written now to what still waits out its undo time. Returns its batch, or null when there is none. */
async function joinBatch(
  tx: Db,
  options: {
    shopId: string;
    friendId: string;
    staffId: string | null;
    messages: LineMessage[];
    dueAt: Date;
    validUntil: Date;
    now: Date;
  },
): Promise<string | null> {
  const { shopId, messages, dueAt, validUntil } = options;
  const open = await findOpenBatch({ ...options, db: tx });
  if (!open || open.room < messages.length) return null;
  const { batchId } = open;
  const send = await lockUnsent(tx, { shopId, batchId });
  // A worker has taken it up between the two looks.
  if (send?.state !== "planned") return null;
  await tx.send.update({
    where: { id: send.id, shopId },
    data: { dueAt, nextAt: dueAt, validUntil },
  });
  await tx.answer.updateMany({ where: { shopId, batchId, undoneAt: null }, data: { dueAt } });
  return batchId;
}
