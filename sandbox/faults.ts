import { z } from "zod";

/**
 * A fault to inject. `endpoint` is `METHOD /path` as LINE's or Shopify's reference writes it
 * (`POST /v2/bot/message/push`, `GET /v2/bot/profile/{userId}`, `POST /admin/api/graphql.json`), or for webhooks
 * `webhook` or `webhook TYPE` (`webhook follow`, `webhook checkouts/create`); for mails `DATA`. `*` means every endpoint of the service.
 */
export const faultSchema = z.object({
  service: z.enum(["line", "shopify", "mail"]),
  endpoint: z.string().min(1),
  kind: z.enum([
    // Answers of an API endpoint.
    "error", // 500, nothing was done
    "timeout-after-acceptance", // it was done, and the connection is cut without an answer
    "rate-limit", // 429 by rate
    "quota-spent", // 429 by the monthly limit (LINE's sending endpoints); GraphQL THROTTLED for Shopify
    "slow", // answers after delayMs
    // Deliveries of a webhook.
    "duplicate", // delivered twice
    "reorder", // swapped with the next delivery (or delivered after delayMs when none comes)
    "late", // delivered after delayMs
    "drop", // never delivered
  ]),
  /** How many matching requests it hits before it ends; absent = until it is removed. */
  times: z.number().int().positive().optional(),
  /** Share of matching requests that it hits, 0–1. */
  probability: z.number().min(0).max(1).default(1),
  /** For slow, late and reorder; real milliseconds. */
  delayMs: z.number().int().min(0).max(600_000).default(3_000),
});

export type Fault = z.infer<typeof faultSchema>;
export type ActiveFault = Fault & { id: number; hits: number };

export type Faults = {
  add(fault: z.input<typeof faultSchema>): ActiveFault;
  list(): ActiveFault[];
  /** Removes one fault, or all of them. Returns whether anything was removed. */
  remove(id?: number): boolean;
  /**
   * The fault that this request meets, if any, counted as a hit. Of several that match, the oldest.
   * `kinds` limits the search to what the caller can carry out here.
   */
  take(
    service: Fault["service"],
    endpoint: string,
    kinds: readonly Fault["kind"][],
  ): ActiveFault | undefined;
};

/** @param random a source of numbers in [0, 1), so that a run with a seed repeats itself */
export function createFaults(random: () => number = Math.random): Faults {
  let faults: ActiveFault[] = [];
  let nextId = 1;
  return {
    add(input) {
      const fault = { ...faultSchema.parse(input), id: nextId++, hits: 0 };
      faults.push(fault);
      return fault;
    },
    list: () => faults.map((fault) => ({ ...fault })),
    remove(id) {
      const before = faults.length;
      faults = id === undefined ? [] : faults.filter((fault) => fault.id !== id);
      return faults.length < before;
    },
    take(service, endpoint, kinds) {
      const fault = faults.find(
        (candidate) =>
          candidate.service === service &&
          matches(candidate.endpoint, endpoint) &&
          kinds.includes(candidate.kind) &&
          (candidate.times === undefined || candidate.hits < candidate.times) &&
          (candidate.probability >= 1 || random() < candidate.probability),
      );
      if (fault) fault.hits += 1;
      return fault;
    },
  };
}

/** `webhook` matches every `webhook TYPE`; anything else but `*` has to be the endpoint's own name. */
function matches(pattern: string, endpoint: string): boolean {
  return (
    pattern === "*" ||
    pattern === endpoint ||
    (pattern === "webhook" && endpoint.startsWith("webhook "))
  );
}
