import { callMessagingApi } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";
import { type SendOutcome, toSendOutcome } from "./send-outcome.ts";

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
  return toSendOutcome(
    await callMessagingApi({
      ...call,
      endpoint: "POST /v2/bot/message/push",
      headers: { "x-line-retry-key": retryKey },
    }),
  );
}
