import type { LineMessage } from "#app/line/line-message.ts";
import type { Database } from "#app/platform/db.server.ts";
import { type AnswerRefusal, cleanMessages, contentRefusal, LATEST_MS } from "./answer.ts";
import { lockAnswers, lockUnsent } from "./lock-answers.server.ts";
import { noteAnswer } from "./note-answer.server.ts";

export type EditOutcome =
  | { outcome: "edited"; dueAt: Date }
  /** A worker has it in hand, or LINE was given it; or it was taken back. */
  | { outcome: "gone" }
  | { outcome: "refused"; reason: AnswerRefusal };

/**
 * Changes an answer that is to be sent later: what it says, when it goes, or both. One that waits out its undo time is
 * taken back instead.
 *
 * @param options.sendAt `now` or earlier: it goes at once
 * @param options.actor `staff:<Shopify user id>`
 */
export async function editAnswer(options: {
  db: Database;
  shopId: string;
  answerId: string;
  messages?: LineMessage[];
  sendAt?: Date;
  actor: string;
  now: Date;
}): Promise<EditOutcome> {
  const { db, shopId, answerId, sendAt, actor, now } = options;
  const refused = (reason: AnswerRefusal): EditOutcome => ({ outcome: "refused", reason });
  const messages = options.messages && cleanMessages(options.messages);
  const contentIsWrong = messages && contentRefusal(messages);
  if (contentIsWrong) return refused(contentIsWrong);
  if (sendAt && sendAt.getTime() > now.getTime() + LATEST_MS) return refused("time");
  const asked = await db.answer.findFirst({ where: { id: answerId, shopId } });
  if (!asked) return refused("not_found");
  return db.$transaction(async (tx) => {
    await lockAnswers(tx, asked.friendId);
    const answer = await tx.answer.findFirst({
      where: { id: answerId, shopId, isScheduled: true, undoneAt: null },
    });
    const send = answer && (await lockUnsent(tx, { shopId, batchId: answer.batchId }));
    if (!answer || !send?.isUntouched) return { outcome: "gone" };
    const dueAt = sendAt ? new Date(Math.max(sendAt.getTime(), now.getTime())) : send.dueAt;
    await tx.answer.update({ where: { id: answerId, shopId }, data: { dueAt, messages } });
    if (sendAt) {
      const later = dueAt.getTime() - send.dueAt.getTime();
      const { validUntil } = await tx.send.findUniqueOrThrow({ where: { id: send.id, shopId } });
      await tx.send.update({
        where: { id: send.id, shopId },
        data: {
          state: "planned",
          reason: null,
          dueAt,
          nextAt: dueAt,
          validUntil: new Date(validUntil.getTime() + later),
        },
      });
    }
    await noteAnswer({ db: tx, shopId, answer, action: "edited", actor, now });
    return { outcome: "edited", dueAt };
  });
}
