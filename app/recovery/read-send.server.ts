import type { SendAttempt } from "@prisma/client";
import { z } from "zod";
import { type NextStep, nextStep } from "#app/messages/next-step.ts";
import { SEND_STATES, type SendState } from "#app/messages/send.ts";
import { allowedHandlings, type Handling } from "#app/messages/trouble.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { StepDelay } from "./recovery-step.ts";
import { readSendSubjects, type SendSubject } from "./send-subjects.server.ts";

/** Attempts that are shown, the newest. A send that LINE's rate keeps waiting has one for every second of it. */
const MOST_ATTEMPTS = 20;

export type ShownAttempt = {
  id: string;
  at: string;
  /** `stored`: LINE's answer is still to come. */
  state: string;
  tries: number;
  httpStatus: number | null;
  lineRequestId: string | null;
  /** Why there is no clear answer: `time_out`, `no_connection`, `status_500`, `quota`, … */
  reason: string | null;
  /** LINE's own words. */
  message: string | null;
  details: string[];
};

export type ShownSend = SendSubject & {
  id: string;
  isTest: boolean;
  delayMinutes: StepDelay | null;
  /** The programme's */
  kind: string;
  state: SendState;
  reason: string | null;
  dueAt: string;
  validUntil: string;
  acceptedAt: string | null;
  settledAt: string | null;
  next: NextStep;
  may: Handling[];
  /** The newest first. */
  attempts: ShownAttempt[];
  /** What merchants did with it, the newest first. */
  history: { id: string; action: string; at: string }[];
};

/** One send with all that is known about it; null when the shop has no such send. */
export async function readSend(options: {
  db: Db;
  shopId: string;
  sendId: string;
  now: Date;
}): Promise<ShownSend | null> {
  const { db, shopId, sendId, now } = options;
  const send = await db.send.findFirst({
    where: { id: sendId, shopId },
    include: { attempt: true, friend: { select: { displayName: true } } },
  });
  if (!send) return null;
  const [step, subjects, former, audits] = await Promise.all([
    send.partId ? db.recoveryStep.findFirst({ where: { id: send.partId, shopId } }) : null,
    readSendSubjects({ db, shopId, subjectIds: send.subjectId ? [send.subjectId] : [] }),
    db.sendAttempt.findMany({
      where: { formerSendId: sendId, shopId },
      orderBy: { createdAt: "desc" },
      take: MOST_ATTEMPTS,
    }),
    db.auditEntry.findMany({
      where: { shopId, subject: sendId, action: { in: HANDLED } },
      orderBy: { createdAt: "desc" },
      take: MOST_ATTEMPTS,
    }),
  ]);
  const subject = subjects.get(send.subjectId ?? "");
  const state = z.enum(SEND_STATES).parse(send.state);
  const attempts = [...(send.attempt ? [send.attempt] : []), ...former];
  return {
    id: send.id,
    isTest: send.kind === "test",
    kind: send.kind,
    delayMinutes: (step?.delayMinutes as StepDelay | undefined) ?? null,
    state,
    reason: send.reason,
    dueAt: send.dueAt.toISOString(),
    validUntil: send.validUntil.toISOString(),
    acceptedAt: send.acceptedAt?.toISOString() ?? null,
    settledAt: send.settledAt?.toISOString() ?? null,
    checkoutName: subject?.checkoutName ?? null,
    personName: subject?.personName || send.friend?.displayName || null,
    customerNumber: subject?.customerNumber ?? null,
    next: nextStep({
      ...send,
      state,
      retryAt: send.leasedBy === null ? send.leasedUntil : null,
    }),
    may: allowedHandlings({ ...send, state, hasAttempt: send.attemptId !== null }, now),
    attempts: attempts.map(toShown),
    history: audits.map(({ id, action, createdAt }) => ({
      id,
      action: action.replace("send.", ""),
      at: createdAt.toISOString(),
    })),
  };
}

const HANDLED = ["send.released", "send.dropped", "send.restored"];

/** The column `send_attempt.error`; a part that is not of this shape is left out. */
const errorSchema = z.object({
  reason: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
  details: z
    .array(z.object({ message: z.string().optional(), property: z.string().optional() }))
    .catch([]),
});

function toShown(attempt: SendAttempt): ShownAttempt {
  const error = errorSchema.safeParse(attempt.error ?? {}).data;
  return {
    id: attempt.id,
    at: (attempt.firstTriedAt ?? attempt.createdAt).toISOString(),
    state: attempt.state,
    tries: attempt.tries,
    httpStatus: attempt.httpStatus,
    lineRequestId: attempt.lineRequestId,
    reason: error?.reason ?? null,
    message: error?.message ?? null,
    details: (error?.details ?? []).map(({ property, message }) =>
      [property, message].filter(Boolean).join(": "),
    ),
  };
}
