import type { IncomingHttpHeaders } from "node:http";
import { hmacSha256, isSameSecret } from "#app/platform/crypto.server.ts";
import { contentId, eventKey, laneOf, platformTime } from "./event-names.server.ts";
import type { IncomingEvent } from "./incoming-event.ts";
import { isJsonObject, type JsonObject, parseBody } from "./read-body.server.ts";
import { type Reception, refused } from "./reception.ts";

/** LINE states no largest webhook. Its own limit for what it is sent is 2 MB; a webhook of many events is a few kB. */
export const LINE_BODY_LIMIT = 2 * 1024 * 1024;

/** LINE's types are words (`message`, `accountLink`); they stand in the log, where nothing else is to come. */
const EVENT_TYPE = /^[A-Za-z]{1,50}$/;

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
  const callback = readCallback(body.json);
  if (!callback) return refused(400, "invalid_body", "The body has no list of events.");
  const { destination, events } = callback;
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

/** By hand, here and below: a schema would take as long as all else that is done with a webhook's JSON. */
function readCallback(json: unknown): { destination?: string; events: JsonObject[] } | null {
  if (!isJsonObject(json)) return null;
  const { destination, events } = json;
  if (destination !== undefined && typeof destination !== "string") return null;
  return Array.isArray(events) && events.every(isJsonObject) ? { destination, events } : null;
}

/** What is looked at before storing; unknown types and fields pass. */
function toIncoming(
  event: JsonObject,
  { shopId, channelId }: { shopId: string; channelId: string },
): IncomingEvent {
  const { type, webhookEventId, timestamp } = event;
  const body = JSON.stringify(event);
  const eventId = typeof webhookEventId === "string" && webhookEventId ? webhookEventId : undefined;
  return {
    source: "line",
    shopId,
    shopDomain: null,
    channelId,
    key: eventKey("line", channelId, eventId ?? contentId(body)),
    topic: typeof type === "string" && EVENT_TYPE.test(type) ? type : "unknown",
    lane: laneOf(channelId),
    body,
    occurredAt: platformTime(timestamp),
  };
}
