import { callMessagingApi, type LineTrouble } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";
import type { LineMessage } from "./line-message.ts";

export type ValidateOutcome =
  | { outcome: "valid" }
  | { outcome: "invalid"; problems: { property: string; message: string }[] }
  | Exclude<LineTrouble, { outcome: "refused" }>;

/** Has LINE check messages without sending them (LINE reference, "Validate message objects of a push message"). */
export async function validatePush(options: {
  credentials: LineCredentials;
  messages: LineMessage[];
  timeOutMs?: number;
}): Promise<ValidateOutcome> {
  const { messages, ...call } = options;
  const answer = await callMessagingApi({
    ...call,
    endpoint: "POST /v2/bot/message/validate/push",
    body: { messages },
  });
  if (answer.outcome === "ok" || answer.outcome === "already_accepted") return { outcome: "valid" };
  if (answer.outcome !== "refused") return answer;
  const details = answer.details.length > 0 ? answer.details : [{ message: answer.message }];
  return {
    outcome: "invalid",
    problems: details.map(({ property = "", message = "" }) => ({ property, message })),
  };
}
