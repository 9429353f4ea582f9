import { redactSends } from "#app/messages/redact-sends.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { ANSWER } from "./answer.ts";

/**
 * Deletes what staff answered a friend, and takes it out of the ledger, whose tombstones stay. What waits does not go.
 *
 * @param options.db a transaction
 */
export async function forgetAnswers(options: {
  db: Db;
  shopId: string;
  friendId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, friendId, now } = options;
  const sends = await db.send.findMany({
    where: { shopId, friendId, kind: ANSWER },
    select: { subjectId: true },
  });
  const subjectIds = sends.flatMap(({ subjectId }) => subjectId ?? []);
  await redactSends({ db, shopId, subjectIds, now });
  await db.answer.deleteMany({ where: { shopId, friendId } });
}
