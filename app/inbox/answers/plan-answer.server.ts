import { planSends } from "#app/messages/plan-sends.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { ANSWER, VALID_MS, WAITS_FOR_QUOTA_MS } from "./answer.ts";

/** Up to when an answer is worth sending. */
export function answerValidUntil(dueAt: Date, waitsForQuota: boolean): Date {
  return new Date(dueAt.getTime() + (waitsForQuota ? WAITS_FOR_QUOTA_MS : VALID_MS));
}

/** Puts a batch of answers into the ledger, before whatever else is due: somebody waits for it. */
export async function planAnswer(options: {
  db: Db;
  shopId: string;
  batchId: string;
  friendId: string;
  dueAt: Date;
  validUntil: Date;
  now: Date;
}): Promise<void> {
  const { db, shopId, batchId, friendId, dueAt, validUntil, now } = options;
  await planSends({
    db,
    sends: [
      {
        shopId,
        kind: ANSWER,
        cause: `${ANSWER}:${batchId}`,
        subjectId: batchId,
        partId: null,
        friendId,
        dueAt,
        validUntil,
        createdAt: now,
        isUrgent: true,
      },
    ],
  });
}
