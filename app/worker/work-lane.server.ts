import type { WebhookEvent } from "@prisma/client";
import { now, realTime } from "#app/platform/clock.server.ts";
import { isPassing } from "#app/platform/database-errors.ts";
import type { Database, Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countWorkedEvent, type WorkedEvent } from "#app/platform/metrics.server.ts";
import { markDone, markFailed } from "./mark-events.server.ts";
import type { WaitingEvent, Work } from "./work.ts";

/** So many events share one commit, and those of a kind its statements. More gain little, and hold the lane longer. */
const BATCH = 250;
/** Nothing more is begun then: a stop waits briefly, and other lanes have their turn. */
const TURN_MS = 1_000;
/** Far above what a batch needs. */
const BATCH_TIMEOUT_MS = 60_000;
/**
 * PostgreSQL ends a statement that takes so long, which counts as its event's failure. Prisma's own time-out above ends
 * none: the transaction would fail without an event to blame, and come again for ever.
 */
const STATEMENT_TIMEOUT_MS = 20_000;

/**
 * Works one batch of one lane that nobody else holds: effects and the mark that an event is done are committed together,
 * so each event takes effect once, through crashes too. Events of one kind are worked together; where that fails, one by
 * one, so that the event that fails is undone by itself, and the lane goes on.
 *
 * @param options.after the lane that was worked last: the next one is taken first, so that none waits for ever
 * @returns the lane, or null when no free lane has work
 * @throws when the batch was rolled back, through no event's fault; all of it waits as before
 */
export async function workLane(options: {
  db: Database;
  work: Work;
  after: number;
  isStopping: () => boolean;
}): Promise<number | null> {
  const { db, work, after, isStopping } = options;
  const worked: WorkedEvent[] = [];
  const lane = await db.$transaction(
    async (tx) => {
      const lane = await takeLane(tx, after);
      if (lane === null) return null;
      await tx.$executeRawUnsafe(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
      const end = performance.now() + TURN_MS;
      for (const events of inGroups(await waitingEvents(tx, lane), work)) {
        if (isStopping()) break;
        worked.push(...(await workGroup({ tx, events, work, end })));
        if (performance.now() > end) break;
      }
      return lane;
    },
    { timeout: BATCH_TIMEOUT_MS },
  );
  worked.forEach(countWorkedEvent);
  return lane;
}

/** The lane is held by its row lock, which ends with the transaction, or with this process. */
async function takeLane(tx: Db, after: number): Promise<number | null> {
  const rows = await tx.$queryRaw<{ lane: number }[]>`
    SELECT lane FROM intake_lane
    WHERE EXISTS (
      SELECT FROM webhook_event AS event
      WHERE event.lane = intake_lane.lane AND event.processed_at IS NULL
        AND (event.next_attempt_at IS NULL OR event.next_attempt_at <= ${realTime()}
          OR event.next_attempt_at > ${latestAttempt()}))
    ORDER BY lane <= ${after}, lane LIMIT 1
    FOR UPDATE SKIP LOCKED`;
  return rows[0]?.lane ?? null;
}

async function waitingEvents(tx: Db, lane: number): Promise<WebhookEvent[]> {
  return tx.webhookEvent.findMany({
    where: {
      lane,
      processedAt: null,
      OR: [
        { nextAttemptAt: null },
        { nextAttemptAt: { lte: realTime() } },
        { nextAttemptAt: { gt: latestAttempt() } },
      ],
    },
    orderBy: { id: "asc" },
    take: BATCH,
  });
}

/** No pause is so long: what is to be tried later was put off before the clock was turned back. */
function latestAttempt(): Date {
  return new Date(realTime().getTime() + 6 * 60 * 60_000);
}

/** Events of one kind together, in their order; what comes alone keeps its place between what is before and after it. */
function inGroups(events: WebhookEvent[], work: Work): WaitingEvent[][] {
  const groups: WaitingEvent[][] = [];
  let open = new Map<string, WaitingEvent[]>();
  for (const event of events) {
    // A body is there until its event is done.
    const waiting = { ...event, body: event.body ?? "{}" };
    const kind = work.kindOf(waiting);
    const group = kind === null ? undefined : open.get(kind);
    if (group) {
      group.push(waiting);
      continue;
    }
    const begun = [waiting];
    groups.push(begun);
    if (kind === null) open = new Map();
    else open.set(kind, begun);
  }
  return groups;
}

/** @param options.end past it nothing more is begun, so that a batch in which much fails keeps what went well */
async function workGroup(options: {
  tx: Db;
  events: WaitingEvent[];
  work: Work;
  end: number;
}): Promise<WorkedEvent[]> {
  const { tx, events, work, end } = options;
  const tried = await tryOut(tx, events, work);
  if ("worked" in tried) return tried.worked;
  const { failure } = tried;
  if (events.length === 1) return [await markFailed(tx, events[0]!, failure)];
  log.warn(
    { err: failure, events: events.length, topic: events[0]!.topic },
    "Webhook events failed together and are worked one by one",
  );
  const worked: WorkedEvent[] = [];
  for (const event of events) {
    worked.push(...(await workGroup({ tx, events: [event], work, end })));
    if (performance.now() > end) break;
  }
  return worked;
}

/** @returns what was worked, or why it was undone */
async function tryOut(
  tx: Db,
  events: WaitingEvent[],
  work: Work,
): Promise<{ worked: WorkedEvent[] } | { failure: unknown }> {
  await tx.$executeRaw`SAVEPOINT events`;
  try {
    const outcomes = await work.work({ db: tx, events, now: now() });
    const worked = await markDone(tx, events, outcomes);
    await tx.$executeRaw`RELEASE SAVEPOINT events`;
    return { worked };
  } catch (error) {
    // A deadlock or a lost connection says nothing about the event: the batch is rolled back and comes again.
    if (isPassing(error)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT events`;
    return { failure: error };
  }
}
