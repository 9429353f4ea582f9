import type { ActiveFault, Faults } from "../faults.ts";
import type { RequestLog } from "../request-log.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import type { MessagingChannel, WebhookDelivery, WebhookOutcome } from "./state.ts";
import type { Talks } from "./talks.ts";
import { callWebhook } from "./webhook-call.ts";
import type { WebhookEvent } from "./webhook-events.ts";

/** LINE tells neither how often nor when it redelivers; real milliseconds after each failure. */
const REDELIVERY_DELAYS_MS = [1_000, 3_000, 10_000, 30_000];
const KEPT = 2_000;

type Dependencies = {
  faults: Faults;
  requests: RequestLog;
  talks: Talks;
  replyTokens: ReplyTokens;
  redeliveryDelaysMs?: readonly number[];
};

export type Webhooks = ReturnType<typeof createWebhooks>;

/**
 * Sends events to the bot servers, one event a request. First deliveries of one talk go in order unless a fault says
 * otherwise; a failed one is redelivered when the channel has redelivery switched on.
 */
export function createWebhooks(dependencies: Dependencies) {
  const { faults, requests, talks, replyTokens } = dependencies;
  const delays = dependencies.redeliveryDelaysMs ?? REDELIVERY_DELAYS_MS;
  const lanes = new Map<string, Promise<unknown>>();
  const timers = new Set<NodeJS.Timeout>();
  /** Deliveries that a reorder fault holds back until the next one of the channel has gone out. */
  const held = new Map<string, () => void>();
  let deliveries: WebhookDelivery[] = [];
  let nextId = 1;
  let isClosed = false;

  function later(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  }

  function record(
    channel: MessagingChannel,
    event: WebhookEvent,
    attempt: number,
    outcome: WebhookOutcome,
  ): WebhookDelivery {
    const delivery: WebhookDelivery = {
      id: nextId++,
      webhookEventId: event.webhookEventId,
      type: event.type,
      botUserId: channel.botUserId,
      userId: event.source.userId,
      attempt,
      isRedelivery: event.deliveryContext.isRedelivery,
      realAt: Date.now(),
      outcome,
    };
    deliveries.push(delivery);
    if (deliveries.length > KEPT * 2) deliveries = deliveries.slice(-KEPT);
    talks.tellDelivery(delivery);
    return delivery;
  }

  async function attempt(
    channel: MessagingChannel,
    event: WebhookEvent,
    count: number,
  ): Promise<WebhookDelivery> {
    const { endpoint, active } = channel.webhook;
    if (!endpoint || !active || isClosed)
      return record(channel, event, count, { kind: "not-sent" });
    replyTokens.touch(channel.botUserId, event);
    const note = `webhook ${event.type}${event.deliveryContext.isRedelivery ? " (redelivery)" : ""}`;
    const answer = await callWebhook(requests, channel, endpoint, [event], note);
    if (answer.ok)
      return record(channel, event, count, { kind: "delivered", statusCode: answer.statusCode });
    const { reason, statusCode, detail } = answer;
    const delivery = record(channel, event, count, { kind: "failed", reason, statusCode, detail });
    const delay = delays[count - 1];
    if (channel.webhook.redelivery && delay !== undefined && !isClosed) {
      const again = { ...event, deliveryContext: { isRedelivery: true } };
      void later(delay).then(() => attempt(channel, again, count + 1));
    }
    return delivery;
  }

  /** Carries out the fault that the first delivery meets, and then makes it. */
  async function first(
    channel: MessagingChannel,
    event: WebhookEvent,
    fault?: ActiveFault,
  ): Promise<WebhookDelivery> {
    if (fault?.kind === "drop") return record(channel, event, 1, { kind: "dropped" });
    if (fault?.kind === "late") await later(fault.delayMs);
    if (fault?.kind === "reorder") {
      const next = new Promise<void>((resolve) => held.set(channel.channelId, resolve));
      await Promise.race([next, later(fault.delayMs)]);
    }
    const delivery = await attempt(channel, event, 1);
    if (fault?.kind === "duplicate") await attempt(channel, event, 1);
    if (fault?.kind !== "reorder") {
      held.get(channel.channelId)?.();
      held.delete(channel.channelId);
    }
    return delivery;
  }

  return {
    /** Sends an event; the promise is of its first delivery, and never rejects. */
    send(channel: MessagingChannel, event: WebhookEvent): Promise<WebhookDelivery> {
      const kinds = ["duplicate", "reorder", "late", "drop"] as const;
      const fault = faults.take("line", `webhook ${event.type}`, kinds);
      const isOutOfOrder = fault?.kind === "reorder" || fault?.kind === "late";
      const lane = `${channel.botUserId} ${event.source.userId}`;
      const before = lanes.get(lane) ?? Promise.resolve();
      const delivery = before.then(() => (isOutOfOrder ? undefined : first(channel, event, fault)));
      lanes.set(lane, delivery);
      return delivery.then((made) => made ?? first(channel, event, fault));
    },

    /** The attempts after `afterId`, oldest first. */
    deliveries: (afterId = 0) => deliveries.filter((delivery) => delivery.id > afterId),

    /** Stops redeliveries and everything that waits. */
    close(): void {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
