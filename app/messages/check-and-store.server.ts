import type pg from "pg";
import { pushBody, type StoredAttempt } from "./attempt.ts";
import { checkSends } from "./check-sends.server.ts";
import { finalCheck, type Verdict } from "./final-check.ts";
import { createGatherer } from "./gather.ts";
import { type NewAttempt, storeAttempts } from "./store-attempts.server.ts";

/** A send that its programme wants to go now. */
export type ReadySend = {
  sendId: string;
  friendId: string;
  /** As `messagesText` wrote them. */
  messages: string;
  consentKind: string | null;
  hasWritten?: boolean;
};

export type CheckedAndStored =
  | { outcome: "stored"; attempt: StoredAttempt }
  | Exclude<Verdict, { outcome: "go" }>
  /** It was stopped, or its lease ran out: it is no longer this worker's. */
  | { outcome: "lost" };

/** Asks the ledger's last question and stores the attempt right after, for the sends that arrive together. */
export function createCheckAndStore(options: {
  pool: pg.Pool;
  leasedBy: string;
  now: () => Date;
  realTime: () => Date;
}): (send: ReadySend) => Promise<CheckedAndStored> {
  const { pool, leasedBy, now, realTime } = options;
  return createGatherer<ReadySend, CheckedAndStored>({
    maxItems: 250,
    async run(ready) {
      const sends = ready.map((send) => ({ ...send, id: send.sendId }));
      const checked = await checkSends({ pool, sends, leasedBy });
      const verdicts = new Map<string, Verdict>();
      const attempts: NewAttempt[] = [];
      for (const send of ready) {
        const found = checked.get(send.sendId);
        if (!found) continue;
        const verdict = finalCheck({ ...found.facts, hasWritten: send.hasWritten }, now());
        verdicts.set(send.sendId, verdict);
        const { channelId, lineUserId } = found;
        if (verdict.outcome !== "go" || !channelId || !lineUserId) continue;
        attempts.push({ ...send, channelId, body: pushBody(lineUserId, send.messages) });
      }
      const stored = await storeAttempts({
        pool,
        attempts,
        leasedBy,
        now: now(),
        realNow: realTime(),
      });
      return ready.map(({ sendId }) => {
        const verdict = verdicts.get(sendId);
        if (verdict && verdict.outcome !== "go") return verdict;
        const attempt = stored.get(sendId);
        return attempt ? { outcome: "stored", attempt } : { outcome: "lost" };
      });
    },
  });
}
