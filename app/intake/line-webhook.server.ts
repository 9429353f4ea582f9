import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { hmacSha256, isSameSecret } from "#app/platform/crypto.server.ts";
import { contentId, eventKey, laneOf, platformTime } from "./event-names.server.ts";
import type { IncomingEvent } from "./incoming-event.ts";
import { parseBody } from "./read-body.server.ts";
import { type Reception, refused } from "./reception.ts";

/** LINE states no largest webhook. Its own limit for what it is sent is 2 MB; a webhook of many events is a few kB. */
export const LINE_BODY_LIMIT = 2 * 1024 * 1024;

const callback = z.object({
  destination: z.string().optional(),
  events: z.array(z.record(z.string(), z.unknown())),
});

/** What is looked at before storing; unknown types and fields pass. */
const envelope = z.object({
  type: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,50}$/)
    .catch("unknown"),
  webhookEventId: z.string().min(1).optional().catch(undefined),
  timestamp: z.number().optional().catch(undefined),
  source: z
    .object({ userId: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/**
 * Checks and reads one delivery of LINE: `x-line-signature` is the base64 HMAC-SHA256 of the raw bytes under the
 * channel secret, and `destination` is the bot's user id (Messaging API reference, "Webhooks"). LINE's "verify" sends
 * no events, and is accepted.
 */
export function receiveLineWebhook(options: {
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  channel: { shopId: string; channelId: string; secret: string; botUserId: string | null };
}): Reception {
  const { headers, bytes, channel } = options;
  const signature = headers["x-line-signature"];
  if (
    typeof signature !== "string" ||
    !isSameSecret(signature, hmacSha256(channel.secret, bytes, "base64"))
  ) {
    return refused(
      401,
      "invalid_signature",
      "x-line-signature is missing or does not fit the body.",
    );
  }
  const body = parseBody(bytes);
  if (!body) return refused(400, "invalid_json", "The body is not JSON.");
  const parsed = callback.safeParse(body.json);
  if (!parsed.success) return refused(400, "invalid_body", "The body has no list of events.");
  const { destination, events } = parsed.data;
  if (destination && channel.botUserId && destination !== channel.botUserId) {
    return refused(400, "wrong_destination", "The events are for another LINE Official Account.");
  }
  try {
    return { outcome: "accepted", events: events.map((event) => toIncoming(event, channel)) };
  } catch (error) {
    // What is nested so deeply that it cannot be written down again.
    if (error instanceof RangeError)
      return refused(400, "invalid_body", "The events are nested too deeply.");
    throw error;
  }
}

function toIncoming(
  event: Record<string, unknown>,
  { shopId, channelId }: { shopId: string; channelId: string },
): IncomingEvent {
  const { type, webhookEventId, timestamp, source } = envelope.parse(event);
  const body = JSON.stringify(event);
  return {
    source: "line",
    shopId,
    shopDomain: null,
    channelId,
    key: eventKey("line", channelId, webhookEventId ?? contentId(body)),
    topic: type,
    lane: laneOf(`${channelId} ${source?.userId ?? ""}`),
    body,
    occurredAt: platformTime(timestamp),
  };
}
