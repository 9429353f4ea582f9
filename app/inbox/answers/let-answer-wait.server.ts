import type { Database } from "#app/platform/db.server.ts";
import { WAITS_FOR_QUOTA_MS } from "./answer.ts";
import { lockUnsent } from "./lock-answers.server.ts";
import { noteAnswer } from "./note-answer.server.ts";

/**
 * Lets an answer that is held for the monthly limit wait until there is quota again, instead of for a day. What was
 * written with it waits with it.
 *
 * @param options.actor `staff:<Shopify user id>`
 * @returns `gone` when it is not held for quota any more
 */
export async function letAnswerWait(options: {
  db: Database;
  shopId: string;
  answerId: string;
  actor: string;
  now: Date;
}): Promise<{ outcome: "waits"; until: Date } | { outcome: "gone" | "not_found" }> {
  const { db, shopId, answerId, actor, now } = options;
  const answer = await db.answer.findFirst({ where: { id: answerId, shopId } });
  if (!answer) return { outcome: "not_found" };
  return db.$transaction(async (tx) => {
    const send = await lockUnsent(tx, { shopId, batchId: answer.batchId });
    const until = new Date(now.getTime() + WAITS_FOR_QUOTA_MS);
    const { count } = await tx.send.updateMany({
      where: { id: send?.id ?? answerId, shopId, state: "held", reason: "quota" },
      data: { validUntil: until, nextAt: until },
    });
    if (count === 0) return { outcome: "gone" };
    await noteAnswer({ db: tx, shopId, answer, action: "waits", actor, now });
    return { outcome: "waits", until };
  });
}
