import { callMessagingApi } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";
import type { LineMessage } from "./line-message.ts";

/**
 * Answers an event by its reply token, free of charge (LINE reference, "Send reply message"). The token serves once and
 * about a minute. There is no retry key: what was cut off must not be sent again.
 *
 * @returns `unclear` when nobody knows whether it was sent
 */
export async function replyMessages(options: {
  credentials: LineCredentials;
  replyToken: string;
  messages: LineMessage[];
}): Promise<"sent" | "refused" | "unclear"> {
  const { credentials, replyToken, messages } = options;
  const answer = await callMessagingApi({
    credentials,
    endpoint: "POST /v2/bot/message/reply",
    body: { replyToken, messages },
  });
  if (answer.outcome === "ok") return "sent";
  return answer.outcome === "unclear" ? "unclear" : "refused";
}
