import { z } from "zod";
import { findTroubledSends } from "#app/messages/find-troubled-sends.server.ts";
import { SEND_STATES, type SendState } from "#app/messages/send.ts";
import { allowedHandlings, type Handling } from "#app/messages/trouble.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { StepDelay } from "./recovery-step.ts";
import { readSendCursor, writeSendCursor } from "./send-cursor.ts";
import { readSendSubjects, type SendSubject } from "./send-subjects.server.ts";
import type { SendsQuery } from "./sends-query.ts";

/** What one action may take at once, and what a phone can take. */
const PAGE_SIZE = 25;

export type TroubledRow = SendSubject & {
  id: string;
  delayMinutes: StepDelay | null;
  /** The programme's */
  kind: string;
  state: SendState;
  /** A code of the namespace `results`, `reasons`. */
  reason: string | null;
  dueAt: string;
  /** When it was due, or when it came to its end. */
  since: string;
  /** When a held or planned send is asked about next. */
  nextAt: string | null;
  may: Handling[];
};

/** One page of the sends that want a merchant's eye: five queries, however many there are. */
export async function readTroubledSends(options: {
  db: Db;
  shopId: string;
  query: SendsQuery;
  now: Date;
}): Promise<{ rows: TroubledRow[]; next: string | null }> {
  const { db, shopId, query, now } = options;
  const cursor = readSendCursor(query.after);
  const found = await findTroubledSends({
    db,
    shopId,
    trouble: query.show,
    reason: query.reason ?? undefined,
    before: cursor && { id: cursor.id, since: cursor.at },
    limit: PAGE_SIZE + 1,
    now,
  });
  const page = found.slice(0, PAGE_SIZE);
  const sends = await db.send.findMany({
    where: { shopId, id: { in: page.map(({ id }) => id) } },
    include: { friend: { select: { displayName: true } } },
  });
  const [steps, subjects] = await Promise.all([
    db.recoveryStep.findMany({ where: { shopId }, select: { id: true, delayMinutes: true } }),
    readSendSubjects({ db, shopId, subjectIds: sends.flatMap((send) => send.subjectId ?? []) }),
  ]);
  const last = page.at(-1);
  return {
    rows: page.flatMap(({ id, since }) => {
      const send = sends.find((each) => each.id === id);
      if (!send) return [];
      const subject = subjects.get(send.subjectId ?? "");
      const step = steps.find((each) => each.id === send.partId);
      const state = z.enum(SEND_STATES).parse(send.state);
      return {
        id,
        kind: send.kind,
        delayMinutes: (step?.delayMinutes as StepDelay | undefined) ?? null,
        state,
        reason: send.reason,
        dueAt: send.dueAt.toISOString(),
        since: since.toISOString(),
        nextAt: state === "held" || state === "planned" ? send.nextAt.toISOString() : null,
        checkoutName: subject?.checkoutName ?? null,
        personName: subject?.personName || send.friend?.displayName || null,
        customerNumber: subject?.customerNumber ?? null,
        may: allowedHandlings({ ...send, state, hasAttempt: send.attemptId !== null }, now),
      };
    }),
    next:
      last && found.length > PAGE_SIZE ? writeSendCursor({ at: last.since, id: last.id }) : null,
  };
}
