import type { RequestLog } from "../request-log.ts";
import type { Endpoints } from "./endpoints.ts";
import { OK, refuse, type ApiReply } from "./replies.ts";
import { isSecureUrl, parseUrl } from "./url-rules.ts";
import { callWebhook } from "./webhook-call.ts";

const NOT_SET = refuse(404, "Webhook endpoint not found");
const INVALID = refuse(400, "Invalid webhook endpoint URL");

/** The webhook URL of a channel: read it, set it, test it. Whether it is in use only the console can switch. */
export function addWebhookEndpointEndpoints(api: Endpoints, requests: RequestLog): void {
  api.forChannel("GET /v2/bot/channel/webhook/endpoint", ({ channel }) => {
    const { endpoint, active } = channel.webhook;
    return endpoint ? { status: 200, json: { endpoint, active } } : NOT_SET;
  });

  api.forChannel(
    "PUT /v2/bot/channel/webhook/endpoint",
    ({ channel, body }) => {
      if (!isWebhookUrl(body.endpoint)) return INVALID;
      channel.webhook.endpoint = body.endpoint;
      return OK;
    },
    "json",
  );

  api.forChannel(
    "POST /v2/bot/channel/webhook/test",
    async ({ channel, body }): Promise<ApiReply> => {
      const endpoint = body.endpoint ?? channel.webhook.endpoint;
      if (endpoint === undefined) return NOT_SET;
      if (!isWebhookUrl(endpoint)) return INVALID;
      const timestamp = new Date().toISOString();
      const answer = await callWebhook(requests, channel, endpoint, [], "webhook test");
      const { statusCode } = answer;
      const json = answer.ok
        ? { success: true, timestamp, statusCode, reason: "OK", detail: String(statusCode) }
        : {
            success: false,
            timestamp,
            statusCode,
            reason: answer.reason.toUpperCase(),
            detail: answer.detail,
          };
      return { status: 200, json };
    },
    "json",
  );
}

/** LINE reference, "Webhook URL validation rules": https, at most 500 characters. */
function isWebhookUrl(value: unknown): value is string {
  if (typeof value !== "string" || value.length > 500) return false;
  const url = parseUrl(value);
  return url !== undefined && isSecureUrl(url);
}
