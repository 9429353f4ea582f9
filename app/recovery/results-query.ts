import { z } from "zod";
import { SEND_STATES } from "#app/messages/send.ts";
import { RANGE_DAYS } from "./results-range.ts";
import { STEP_DELAYS } from "./recovery-step.ts";

const DEFAULT_DAYS = 30;

/** What the results page shows, as its URL says it; what is missing or makes no sense is as if it were not there. */
const resultsQuery = z.object({
  days: z.coerce.number().pipe(z.literal(RANGE_DAYS)).catch(DEFAULT_DAYS),
  state: z.enum(SEND_STATES).optional().catch(undefined),
  step: z.string().transform(Number).pipe(z.literal(STEP_DELAYS)).optional().catch(undefined),
  /** The end of the page before. */
  after: z.string().max(100).nullable().catch(null),
});

export type ResultsQuery = z.infer<typeof resultsQuery>;

export function readResultsQuery(parameters: URLSearchParams): ResultsQuery {
  return resultsQuery.parse({
    days: parameters.get("days") ?? DEFAULT_DAYS,
    state: parameters.get("state") ?? undefined,
    step: parameters.get("step") || undefined,
    after: parameters.get("after"),
  });
}
