import { assertNever } from "#app/platform/errors.ts";
import { callMessagingApi, type LineErrorDetail } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";

export type SendOutcome =
  /** `already`: LINE had accepted this retry key before (409); `requestId` is that first request's. */
  | { outcome: "accepted"; requestId: string | null; already: boolean }
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
  /** LINE may have sent it or not: the same bytes go again with the same key, within 24 hours. */
  | { outcome: "unclear"; reason: string };

/**
 * Pushes a request body, byte for byte, under a retry key (LINE reference, "Send push message" and "Retry failed API
 * requests"). `accepted` does not say that it was shown: LINE answers 200 for whoever has blocked the account, too.
 *
 * @param options.retryKey a UUID that belongs to these bytes
 */
export async function pushBytes(options: {
  credentials: LineCredentials;
  body: Uint8Array<ArrayBuffer>;
  retryKey: string;
  signal?: AbortSignal;
}): Promise<SendOutcome> {
  const { retryKey, ...call } = options;
  const answer = await callMessagingApi({
    ...call,
    endpoint: "POST /v2/bot/message/push",
    headers: { "x-line-retry-key": retryKey },
  });
  switch (answer.outcome) {
    case "ok":
      return { outcome: "accepted", requestId: answer.requestId, already: false };
    case "already_accepted":
      return { outcome: "accepted", requestId: answer.requestId, already: true };
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
