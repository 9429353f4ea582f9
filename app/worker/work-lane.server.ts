import type { WebhookEvent } from "@prisma/client";
import type { Database, Db } from "#app/platform/db.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { log } from "#app/platform/log.server.ts";

/** Does all that an event asks for, inside the given transaction. Returns what came of it, for the operator. */
export type WorkOnEvent = (options: {
  db: Db;
  event: WebhookEvent & { body: string };
  now: Date;
}) => Promise<string>;

/** So many events share one commit. A batch of a second or so lets a stop wait briefly. */
const BATCH = 50;
/** Then an event is set aside for the operator. */
const MAX_ATTEMPTS = 8;
/** 5 s, 15 s, 45 s … an hour: about two hours in all, for what a restart or a deployment mends. */
const FIRST_PAUSE_MS = 5_000;
/** Far above what a batch needs; a transaction that hangs gives its lane back then. */
const BATCH_TIMEOUT_MS = 60_000;

/**
 * Works one batch of one lane that nobody else holds: effects and the mark that an event is done are committed together,
 * so each event takes effect once, through crashes too. An event that fails is undone by itself, and the lane goes on.
 *
 * @param options.after the lane that was worked last: the next one is taken first, so that none waits for ever
 * @returns the lane, or null when no free lane has work
 */
export async function workLane(options: {
  db: Database;
  work: WorkOnEvent;
  after: number;
  isStopping: () => boolean;
}): Promise<number | null> {
  const { db, work, after, isStopping } = options;
  return db.$transaction(
    async (tx) => {
      const lane = await takeLane(tx, after);
      if (lane === null) return null;
      for (const event of await waitingEvents(tx, lane)) {
        if (isStopping()) break;
        await workOne(tx, event, work);
      }
      return lane;
    },
    { timeout: BATCH_TIMEOUT_MS },
  );
}

/** The lane is held by its row lock, which ends with the transaction, or with this process. */
async function takeLane(tx: Db, after: number): Promise<number | null> {
  const rows = await tx.$queryRaw<{ lane: number }[]>`
    SELECT lane FROM intake_lane
    WHERE EXISTS (
      SELECT FROM webhook_event AS event
      WHERE event.lane = intake_lane.lane AND event.processed_at IS NULL
        AND (event.next_attempt_at IS NULL OR event.next_attempt_at <= ${realTime()}))
    ORDER BY lane <= ${after}, lane LIMIT 1
    FOR UPDATE SKIP LOCKED`;
  return rows[0]?.lane ?? null;
}

async function waitingEvents(tx: Db, lane: number): Promise<WebhookEvent[]> {
  return tx.webhookEvent.findMany({
    where: {
      lane,
      processedAt: null,
      OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: realTime() } }],
    },
    orderBy: { id: "asc" },
    take: BATCH,
  });
}

async function workOne(tx: Db, event: WebhookEvent, work: WorkOnEvent): Promise<void> {
  const { id, source, topic, shopId, body } = event;
  await tx.$executeRaw`SAVEPOINT event`;
  try {
    const outcome =
      body === null ? "empty" : await work({ db: tx, event: { ...event, body }, now: now() });
    // Of many, since it may be gone: what came before it in its lane may have deleted its shop (shop/redact).
    await tx.webhookEvent.updateMany({
      where: { id },
      data: { processedAt: now(), outcome, body: null },
    });
    await tx.$executeRaw`RELEASE SAVEPOINT event`;
    log.debug({ eventId: String(id), source, topic, shopId, outcome }, "A webhook event is done");
  } catch (err) {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT event`;
    const attempts = event.attempts + 1;
    const isGivenUp = attempts >= MAX_ATTEMPTS;
    log.error(
      { err, eventId: String(id), source, topic, shopId, attempts },
      isGivenUp
        ? "A webhook event failed for the last time and is set aside for the operator"
        : "A webhook event failed and will be tried again",
    );
    await tx.webhookEvent.updateMany({
      where: { id },
      data: {
        attempts,
        nextAttemptAt: new Date(realTime().getTime() + FIRST_PAUSE_MS * 3 ** (attempts - 1)),
        processedAt: isGivenUp ? now() : null,
        outcome: `failed: ${nameOf(err)}`,
      },
    });
  }
}

/** A message may repeat what a customer typed; the name and code of an error do not. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? `${error.name} ${code}` : error.name;
}
