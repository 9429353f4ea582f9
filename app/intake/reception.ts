import type { IncomingEvent } from "./incoming-event.ts";

/** Why a webhook is refused, for whoever reads the answer; nothing of it was stored. */
export type Refusal = { status: number; code: string; message: string };

/** What a door makes of a request's bytes. */
export type Reception =
  { outcome: "accepted"; events: IncomingEvent[] } | { outcome: "refused"; refusal: Refusal };

export function refused(status: number, code: string, message: string): Reception {
  return { outcome: "refused", refusal: { status, code, message } };
}
