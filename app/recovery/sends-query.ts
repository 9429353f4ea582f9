import { z } from "zod";
import { LEDGER_REASONS } from "#app/messages/send.ts";
import { DROPPED_REASONS, type Trouble, TROUBLES } from "#app/messages/trouble.ts";
import { HOLD_REASONS } from "./recovery-rules.ts";

/** The reasons that a list can be narrowed to. */
export const REASONS_OF: Record<Trouble, readonly string[]> = {
  waiting: [
    LEDGER_REASONS.quota,
    LEDGER_REASONS.channelRefused,
    LEDGER_REASONS.lineUnreachable,
    ...HOLD_REASONS,
  ],
  unknown: [LEDGER_REASONS.lineUnreachable, LEDGER_REASONS.notConnected],
  rejected: [LEDGER_REASONS.refusedByLine, LEDGER_REASONS.recipientRefused],
  dropped: Object.values(DROPPED_REASONS),
};

/** What the page of waiting sends shows, as its URL says it; what makes no sense is as if it were not there. */
const sendsQuery = z.object({
  show: z.enum(TROUBLES).catch("waiting"),
  reason: z.string().nullable(),
  /** The end of the page before. */
  after: z.string().max(100).nullable().catch(null),
});

export type SendsQuery = z.infer<typeof sendsQuery>;

export function readSendsQuery(parameters: URLSearchParams): SendsQuery {
  const get = (name: string) => parameters.get(name);
  const query = sendsQuery.parse({
    show: get("show"),
    reason: get("reason"),
    after: get("after"),
  });
  const isKnown = query.reason !== null && REASONS_OF[query.show].includes(query.reason);
  return { ...query, reason: isKnown ? query.reason : null };
}
