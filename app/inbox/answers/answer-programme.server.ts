import type { LineMessage } from "#app/line/line-message.ts";
import type { DueSend, Prepared, Programme } from "#app/messages/programme.ts";
import type { Db } from "#app/platform/db.server.ts";
import { ANSWER, readMessages } from "./answer.ts";

/** How long an answer waits for one before it that is under way. Past it, something else is wrong there. */
const WAITS_FOR_EARLIER_MS = 60_000;
const ASK_AGAIN_MS = 1_000;

/**
 * What staff answer. No consent is asked and no hours hold it: it answers what the friend said. Two answers to one
 * friend keep their order.
 */
export function createAnswerProgramme({ db }: { db: Db }): Programme {
  return {
    kind: ANSWER,
    consentKind: null,
    async prepare({ shopId, sends, now }) {
      const batchIds = sends.flatMap(({ subjectId }) => subjectId ?? []);
      const [answers, underWay] = await Promise.all([
        db.answer.findMany({
          where: { shopId, batchId: { in: batchIds }, undoneAt: null },
          orderBy: { id: "asc" },
          include: { friend: true },
        }),
        findUnderWay(db, shopId, sends, now),
      ]);
      const prepared = new Map<string, Prepared>();
      for (const send of sends) {
        const together = answers.filter(({ batchId }) => batchId === send.subjectId);
        const friend = together[0]?.friend;
        if (!friend) {
          prepared.set(send.id, { outcome: "skip", reason: "undone" });
          continue;
        }
        if (underWay.some((other) => isBefore(other, send))) {
          const until = new Date(now.getTime() + ASK_AGAIN_MS);
          prepared.set(send.id, { outcome: "hold", until, reason: "after_earlier" });
          continue;
        }
        prepared.set(send.id, {
          outcome: "send",
          friendId: friend.id,
          messages: together.flatMap(({ messages }): LineMessage[] => readMessages(messages)),
          triesReply: true,
        });
      }
      return prepared;
    },
  };
}

type Due = Pick<DueSend, "id" | "friendId" | "dueAt">;

/** Answers to the same friends that were due lately and have not come to an end. */
function findUnderWay(db: Db, shopId: string, sends: DueSend[], now: Date): Promise<Due[]> {
  return db.send.findMany({
    where: {
      shopId,
      kind: ANSWER,
      friendId: { in: sends.flatMap(({ friendId }) => friendId ?? []) },
      state: { in: ["planned", "held", "dispatching"] },
      dueAt: { gt: new Date(now.getTime() - WAITS_FOR_EARLIER_MS), lte: now },
      OR: [{ reason: null }, { reason: { notIn: ["quota", "channel_refused"] } }],
    },
    select: { id: true, friendId: true, dueAt: true },
  });
}

function isBefore(one: Due, other: Due): boolean {
  if (one.id === other.id || one.friendId !== other.friendId) return false;
  const apart = one.dueAt.getTime() - other.dueAt.getTime();
  return apart < 0 || (apart === 0 && one.id < other.id);
}
