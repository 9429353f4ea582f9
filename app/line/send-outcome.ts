import { z } from "zod";
import { assertNever } from "#app/platform/errors.ts";
import type { LineErrorDetail, MessagingApiAnswer } from "./call-messaging-api.server.ts";

/** A message as LINE has it after sending: whoever quotes it names its id; we quote it by its token. */
export type SentMessage = { id: string; quoteToken?: string };

/** What came of giving messages to LINE, by push or by reply. */
export type SendOutcome =
  /** `already`: LINE had accepted this retry key before (409); `requestId` is that first request's. */
  | {
      outcome: "accepted";
      requestId: string | null;
      already: boolean;
      /** In the order of the messages; empty where LINE does not tell. */
      sentMessages: SentMessage[];
    }
  | {
      outcome: "rejected";
      status: number;
      message: string;
      details: LineErrorDetail[];
      requestId: string | null;
    }
  | { outcome: "rate_limited" }
  | { outcome: "quota_spent" }
  | { outcome: "unauthorized" }
  /**
   * LINE may have sent it or not: the same bytes go again with the same key, within 24 hours. `neverSent`: it cannot have,
   * since the request did not get as far.
   */
  | { outcome: "unclear"; reason: string; neverSent?: true };

const sentSchema = z.object({
  sentMessages: z.array(z.object({ id: z.string(), quoteToken: z.string().optional() })),
});

/** Reads LINE's answer to a push or a reply. */
export function toSendOutcome(answer: MessagingApiAnswer): SendOutcome {
  switch (answer.outcome) {
    case "ok":
    case "already_accepted":
      return {
        outcome: "accepted",
        requestId: answer.requestId,
        already: answer.outcome === "already_accepted",
        sentMessages: sentSchema.safeParse(answer.body).data?.sentMessages ?? [],
      };
    case "refused":
      return { ...answer, outcome: "rejected" };
    case "rate_limited":
    case "quota_spent":
    case "unauthorized":
    case "unclear":
      return answer;
    default:
      return assertNever(answer);
  }
}
