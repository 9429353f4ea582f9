import type { Db } from "#app/platform/db.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { ANSWER } from "./answer.ts";

/** Lets only one at a time write, change or take back answers to a friend, until the transaction ends. */
export async function lockAnswers(db: Db, friendId: string): Promise<void> {
  await lockUntilCommit(db, [`answers ${friendId}`]);
}

/** What of an answer's send decides whether it can still be changed. */
export type LockedSend = { id: string; state: string; isUntouched: boolean; dueAt: Date };

/**
 * Locks the send of a batch until the transaction ends: no worker takes it up, stores or settles it meanwhile.
 *
 * @returns `isUntouched`: no worker has it in hand. Null when all of it was given to LINE, or it has come to an end
 */
export async function lockUnsent(
  db: Db,
  about: { shopId: string; batchId: string },
): Promise<LockedSend | null> {
  const [send] = await db.$queryRaw<LockedSend[]>`
    SELECT id, state, due_at AS "dueAt", state IN ('planned', 'held') AS "isUntouched" FROM send
    WHERE shop_id = ${about.shopId}::uuid AND kind = ${ANSWER} AND subject_id = ${about.batchId}::uuid
      AND (state IN ('planned', 'held') OR state = 'dispatching' AND attempt_id IS NULL)
    FOR NO KEY UPDATE`;
  return send ?? null;
}
