import { z } from "zod";
import { callMessagingApi, type LineTrouble, readFromLine } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";

const endpointSchema = z.object({ endpoint: z.string(), active: z.boolean() });
const testSchema = z.object({
  success: z.boolean().optional(),
  statusCode: z.number(),
  reason: z.string(),
  detail: z.string(),
});

/** `active`: "Use webhook" is on at LINE; only the console can switch it. `url` is null when none is set. */
export type WebhookEndpoint = { url: string | null; active: boolean };
/** LINE's words for what came of a test, e.g. `COULD_NOT_CONNECT`, `REQUEST_TIMEOUT`. */
export type WebhookTest = { success: boolean; statusCode: number; reason: string };

/** The channel's one webhook URL (LINE reference, "Get webhook endpoint information"; 404 when there is none). */
export async function readWebhookEndpoint(options: {
  credentials: LineCredentials;
  timeOutMs?: number;
}): Promise<{ outcome: "found"; found: WebhookEndpoint } | LineTrouble> {
  const answer = await readFromLine({
    ...options,
    endpoint: "GET /v2/bot/channel/webhook/endpoint",
    schema: endpointSchema,
  });
  if (answer.outcome === "found") {
    return {
      outcome: "found",
      found: { url: answer.found.endpoint || null, active: answer.found.active },
    };
  }
  if (answer.outcome === "refused" && answer.status === 404) {
    return { outcome: "found", found: { url: null, active: false } };
  }
  return answer;
}

/** Sets the webhook URL: HTTPS, at most 500 characters; it holds within a minute (LINE reference, "Set webhook endpoint URL"). */
export async function setWebhookEndpoint(options: {
  credentials: LineCredentials;
  url: string;
}): Promise<{ outcome: "set" } | LineTrouble> {
  const { credentials, url } = options;
  const answer = await callMessagingApi({
    credentials,
    endpoint: "PUT /v2/bot/channel/webhook/endpoint",
    body: { endpoint: url },
  });
  return answer.outcome === "ok" || answer.outcome === "already_accepted"
    ? { outcome: "set" }
    : answer;
}

/** Has LINE call a webhook URL with an empty event list (LINE reference, "Test webhook endpoint": 60 an hour). */
export async function testWebhookEndpoint(options: {
  credentials: LineCredentials;
  url: string;
}): Promise<{ outcome: "tested"; test: WebhookTest } | LineTrouble> {
  const { credentials, url } = options;
  const answer = await callMessagingApi({
    credentials,
    endpoint: "POST /v2/bot/channel/webhook/test",
    body: { endpoint: url },
  });
  if (answer.outcome !== "ok" && answer.outcome !== "already_accepted") return answer;
  const {
    success = false,
    statusCode,
    reason,
  } = testSchema.parse("body" in answer ? answer.body : undefined);
  return { outcome: "tested", test: { success, statusCode, reason } };
}
