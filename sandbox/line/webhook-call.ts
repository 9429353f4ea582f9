import { createHmac } from "node:crypto";
import type { RequestLog } from "../request-log.ts";
import type { MessagingChannel, WebhookFailure } from "./state.ts";

/** LINE waits this long for a bot server's answer. */
const TIME_OUT_MS = 2_000;

type WebhookAnswer =
  | { ok: true; statusCode: number }
  | { ok: false; reason: WebhookFailure; statusCode: number; detail: string };

/** `x-line-signature`: base64 of HMAC-SHA256 of the raw body under the channel secret. */
function signBody(body: string, channelSecret: string): string {
  return createHmac("sha256", channelSecret).update(body).digest("base64");
}

/**
 * Posts events to a bot server as LINE does: signed, 2 seconds, redirects not followed, only 2xx is success.
 * Never throws: a server that cannot be reached is an answer too, with status code 0.
 */
export async function callWebhook(
  requests: RequestLog,
  channel: MessagingChannel,
  endpoint: string,
  events: unknown[],
  note: string,
): Promise<WebhookAnswer> {
  const body = JSON.stringify({ destination: channel.botUserId, events });
  const at = Date.now();
  const answer = await post(endpoint, body, signBody(body, channel.channelSecret));
  requests.add({
    at,
    from: "line",
    to: "app",
    method: "POST",
    path: URL.canParse(endpoint) ? new URL(endpoint).pathname : endpoint,
    status: answer.statusCode,
    ms: Date.now() - at,
    note: answer.ok ? note : `${note} · ${answer.reason}`,
  });
  return answer;
}

async function post(endpoint: string, body: string, signature: string): Promise<WebhookAnswer> {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(TIME_OUT_MS),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "x-line-signature": signature,
        "user-agent": "LineBotWebhook/2.0",
      },
      body,
    });
    await response.body?.cancel();
    const { status } = response;
    if (response.ok) return { ok: true, statusCode: status };
    return { ok: false, reason: "error_status_code", statusCode: status, detail: String(status) };
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return { ok: false, reason: "request_timeout", statusCode: 0, detail: "Request timeout" };
    }
    if (error instanceof TypeError) {
      const detail = `Failed to connect: ${endpoint}`;
      return { ok: false, reason: "could_not_connect", statusCode: 0, detail };
    }
    return { ok: false, reason: "unclassified", statusCode: 0, detail: String(error) };
  }
}
