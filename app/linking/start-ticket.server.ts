import { z } from "zod";
import { seal, unseal } from "#app/platform/crypto.server.ts";
import { parseJson } from "#app/platform/parse-json.ts";

/** As long as somebody may look at their account page before they tap. */
const LIFETIME_MS = 60 * 60_000;
const CONTEXT = "link-start";

const ticket = z.object({
  shopId: z.uuid(),
  customerGid: z.string(),
  locale: z.enum(["ja", "en"]),
  until: z.number(),
});
type Ticket = Omit<z.infer<typeof ticket>, "until">;

/**
 * What the account page's button carries: for whom a link is to be begun. It only begins one: who takes it to another
 * browser, or mails it, gets as far as the confirmation, where Shopify says who is there.
 *
 * @param options.realTime real time: the ticket is a token
 */
export function createStartTicket(options: Ticket & { realTime: Date }): string {
  const { realTime, ...rest } = options;
  return seal(JSON.stringify({ ...rest, until: realTime.getTime() + LIFETIME_MS }), CONTEXT);
}

/** @returns what a ticket stands for; `unknown` for one that is cut off, forged or of another product */
export function readStartTicket(
  value: string,
  realTime: Date,
): ({ outcome: "read" } & Ticket) | { outcome: "refused"; reason: "unknown" | "expired" } {
  const opened = open(value);
  if (!opened) return { outcome: "refused", reason: "unknown" };
  const { until, ...rest } = opened;
  if (until <= realTime.getTime()) return { outcome: "refused", reason: "expired" };
  return { outcome: "read", ...rest };
}

function open(value: string) {
  try {
    return ticket.parse(parseJson(unseal(value, CONTEXT)));
  } catch (error) {
    // Whatever does not open is not ours.
    if (error instanceof Error) return null;
    throw error;
  }
}
