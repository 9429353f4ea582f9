import { callMessagingApi } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";
import type { LineMessage } from "./line-message.ts";
import { type SendOutcome, toSendOutcome } from "./send-outcome.ts";

/**
 * Answers an event by its reply token, byte for byte and free of charge (LINE reference, "Send reply message"). The token
 * serves once and about a minute. There is no retry key: what was cut off (`unclear`) must not be sent again.
 */
export async function replyBytes(options: {
  credentials: LineCredentials;
  body: Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
}): Promise<SendOutcome> {
  return toSendOutcome(
    await callMessagingApi({ ...options, endpoint: "POST /v2/bot/message/reply" }),
  );
}

/**
 * Answers an event outside the ledger, for what is said once or not at all.
 *
 * @returns `unclear` when nobody knows whether it was sent
 */
export async function replyMessages(options: {
  credentials: LineCredentials;
  replyToken: string;
  messages: LineMessage[];
}): Promise<"sent" | "refused" | "unclear"> {
  const { credentials, replyToken, messages } = options;
  const body = Buffer.from(JSON.stringify({ replyToken, messages }));
  const { outcome } = await replyBytes({ credentials, body });
  if (outcome === "accepted") return "sent";
  return outcome === "unclear" ? "unclear" : "refused";
}
