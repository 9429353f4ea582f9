import { type Prisma } from "@prisma/client";
import { z } from "zod";
import { type SendState, SEND_STATES } from "#app/messages/send.ts";
import type { Db } from "#app/platform/db.server.ts";
import { RECOVERY } from "./plan-recovery.server.ts";
import type { StepDelay } from "./recovery-step.ts";
import { readSendCursor, writeSendCursor } from "./send-cursor.ts";
import { readSendSubjects, type SendSubject } from "./send-subjects.server.ts";

/** Rows that a phone and a glance can take. */
const PAGE_SIZE = 25;

export type SendRow = SendSubject & {
  id: string;
  /** Null for a test send. */
  delayMinutes: StepDelay | null;
  /** The programme's */
  kind: string;
  state: SendState;
  /** A code of the namespace `results`, `reasons`. */
  reason: string | null;
  /** LINE's own words, when it refused the message. */
  lineMessage: string | null;
  dueAt: string;
  acceptedAt: string | null;
  /** Until when a held send waits. */
  waitsUntil: string | null;
  isTapped: boolean;
};

export type SendFilter = { state?: SendState; delayMinutes?: number; from: Date };

/**
 * One page of a shop's sends, the latest due first, what is still to come included.
 *
 * @param options.after the `next` of the page before; anything else begins at the top
 */
export async function readSends(options: {
  db: Db;
  shopId: string;
  filter: SendFilter;
  after: string | null;
}): Promise<{ rows: SendRow[]; next: string | null }> {
  const { db, shopId, filter, after } = options;
  const steps = await db.recoveryStep.findMany({
    where: { shopId },
    select: { id: true, delayMinutes: true },
  });
  const sends = await db.send.findMany({
    where: {
      AND: [
        { shopId, kind: { in: [RECOVERY, "test"] }, dueAt: { gte: filter.from } },
        filter.state ? { state: filter.state } : {},
        filter.delayMinutes === undefined
          ? {}
          : {
              partId: {
                in: steps
                  .filter((step) => step.delayMinutes === filter.delayMinutes)
                  .map(({ id }) => id),
              },
            },
        afterCursor(after),
      ],
    },
    orderBy: [{ dueAt: "desc" }, { id: "desc" }],
    take: PAGE_SIZE + 1,
    include: {
      friend: { select: { displayName: true } },
      attempt: { select: { error: true } },
      trackedLinks: {
        where: { firstTappedAt: { not: null } },
        select: { codeHash: true },
        take: 1,
      },
    },
  });
  const page = sends.slice(0, PAGE_SIZE);
  const subjects = await readSendSubjects({
    db,
    shopId,
    subjectIds: page.flatMap((send) => send.subjectId ?? []),
  });
  const last = page.at(-1);
  return {
    rows: page.map((send) => {
      const subject = subjects.get(send.subjectId ?? "");
      const step = steps.find((each) => each.id === send.partId);
      return {
        id: send.id,
        kind: send.kind,
        delayMinutes: (step?.delayMinutes as StepDelay | undefined) ?? null,
        state: z.enum(SEND_STATES).parse(send.state),
        reason: send.reason,
        lineMessage: lineMessage.safeParse(send.attempt?.error).data?.message ?? null,
        dueAt: send.dueAt.toISOString(),
        acceptedAt: send.acceptedAt?.toISOString() ?? null,
        waitsUntil: send.state === "held" ? send.nextAt.toISOString() : null,
        checkoutName: subject?.checkoutName ?? null,
        personName: subject?.personName || send.friend?.displayName || null,
        customerNumber: subject?.customerNumber ?? null,
        isTapped: send.trackedLinks.length > 0,
      };
    }),
    next:
      last && sends.length > PAGE_SIZE ? writeSendCursor({ at: last.dueAt, id: last.id }) : null,
  };
}

const lineMessage = z.object({ message: z.string() });

function afterCursor(after: string | null): Prisma.SendWhereInput {
  const cursor = readSendCursor(after);
  if (!cursor) return {};
  const { at: dueAt, id } = cursor;
  return { OR: [{ dueAt: { lt: dueAt } }, { dueAt, id: { lt: id } }] };
}
