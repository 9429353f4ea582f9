import { now, realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import type { WorkedEvent } from "#app/platform/metrics.server.ts";
import type { WaitingEvent } from "./work.ts";

/** Then an event is set aside for the operator. */
const MAX_ATTEMPTS = 8;
/** 5 s, 15 s, 45 s … an hour: about two hours in all, for what a restart or a deployment mends. */
const FIRST_PAUSE_MS = 5_000;

/** Marks events as done, and forgets their bodies. Returns what is to be counted once that is committed. */
export async function markDone(
  tx: Db,
  events: WaitingEvent[],
  outcomes: string[],
): Promise<WorkedEvent[]> {
  if (outcomes.length !== events.length)
    throw new Error(`${events.length} events have ${outcomes.length} outcomes.`);
  await tx.$executeRaw`
    UPDATE webhook_event SET processed_at = ${now()}, outcome = done.outcome, body = NULL
    FROM unnest(${events.map(({ id }) => id)}::bigint[], ${outcomes}::text[]) AS done (id, outcome)
    WHERE webhook_event.id = done.id`;
  return events.map(({ id, source, topic, shopId, receivedAt }, index) => {
    const outcome = outcomes[index]!;
    log.debug({ eventId: String(id), source, topic, shopId, outcome }, "A webhook event is done");
    return { source, topic, outcome, ageMs: ageOf(receivedAt) };
  });
}

/** Notes that an event failed, and when it comes again. Returns what is to be counted once that is committed. */
export async function markFailed(tx: Db, event: WaitingEvent, err: unknown): Promise<WorkedEvent> {
  const { id, source, topic, shopId } = event;
  const attempts = event.attempts + 1;
  const isGivenUp = attempts >= MAX_ATTEMPTS;
  log.error(
    { err, eventId: String(id), source, topic, shopId, attempts },
    isGivenUp
      ? "A webhook event failed for the last time and is set aside for the operator"
      : "A webhook event failed and will be tried again",
  );
  // Of many, since it may be gone: what came before it in its lane may have deleted its shop (shop/redact).
  await tx.webhookEvent.updateMany({
    where: { id },
    data: {
      attempts,
      nextAttemptAt: new Date(realTime().getTime() + FIRST_PAUSE_MS * 3 ** (attempts - 1)),
      processedAt: isGivenUp ? now() : null,
      outcome: `failed: ${nameOf(err)}`,
    },
  });
  const outcome = isGivenUp ? "set_aside" : "failed";
  return { source, topic, outcome, ageMs: ageOf(event.receivedAt) };
}

const ageOf = (receivedAt: Date) => now().getTime() - receivedAt.getTime();

/** A message may repeat what a customer typed; the name and code of an error do not. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? `${error.name} ${code}` : error.name;
}
