import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

import type { SandboxClock } from "#sandbox/clock.ts";
import type { Faults } from "#sandbox/faults.ts";
import type { RequestLog } from "#sandbox/request-log.ts";

import { newUuid } from "../state/ids.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { AppConfig } from "./app-config.ts";
import { attemptDelivery } from "./delivery.ts";
import type { Delivery } from "./delivery.ts";
import { outlivesInstallation } from "./topics.ts";
import { trimPayload } from "./trim-payload.ts";

type EmitOptions = {
  /** Shared by all that one happening sets off; a new one when absent. */
  eventId?: string;
  /** Sandbox time, epoch milliseconds; now when absent. */
  triggeredAt?: number;
};

export type WebhookSender = {
  /** Sends a happening to every subscription of the topic, without waiting for the answers. Returns the deliveries. */
  emit(shop: ShopState, topic: string, payload: object, options?: EmitOptions): Delivery[];
  /** Sends a former delivery once more: same bytes, same ids, as Shopify's retries and duplicates are. */
  again(deliveryId: number): Delivery | null;
  /** The last deliveries, oldest first. */
  deliveries(): Delivery[];
  /** Resolves when no first attempt, held-back delivery or due retry is under way. */
  settled(): Promise<void>;
  close(): void;
};

const keptDeliveries = 500;
const deliveryFaults = ["duplicate", "reorder", "late", "drop"] as const;

export function createWebhookSender(options: {
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  app: { apiSecret: string; url: string | null };
  config: () => AppConfig;
}): WebhookSender {
  const { clock, faults } = options;
  let deliveries: Delivery[] = [];
  let nextId = 1;
  const underWay = new Set<Promise<void>>();
  /** Deliveries held back by the fault `reorder` until the next one has gone. */
  let held: { delivery: Delivery; release: AbortController }[] = [];

  const track = (work: Promise<void>) => {
    // What goes wrong here is nobody else's, and must not end the process.
    const told = work
      .catch((error: unknown) => console.error("A webhook could not be sent:", error))
      .finally(() => underWay.delete(told));
    underWay.add(told);
  };
  const attempt = (delivery: Delivery) => attemptDelivery(delivery, options);

  const dispatch = (delivery: Delivery) => {
    const fault = faults.take("shopify", `webhook ${delivery.topic}`, deliveryFaults);
    if (fault?.kind === "drop") {
      delivery.state = "dropped";
      return;
    }
    if (fault?.kind === "late") {
      track(delay(fault.delayMs).then(() => attempt(delivery)));
      return;
    }
    if (fault?.kind === "reorder") {
      const release = new AbortController();
      held.push({ delivery, release });
      track(
        delay(fault.delayMs, undefined, { signal: release.signal })
          .catch(() => undefined)
          .then(() => attempt(delivery)),
      );
      return;
    }
    const overtaken = held;
    held = [];
    track(
      attempt(delivery).then(async () => {
        for (const each of overtaken) each.release.abort();
        if (fault?.kind === "duplicate") await attempt(delivery);
      }),
    );
  };

  const retryTimer = setInterval(() => {
    for (const delivery of deliveries) {
      if (delivery.state !== "pending" || delivery.nextAt === null) continue;
      if (delivery.nextAt > clock.now()) continue;
      delivery.nextAt = null;
      track(attempt(delivery));
    }
  }, 200);
  retryTimer.unref();

  return {
    emit(shop, topic, payload, emitOptions = {}) {
      if (!shop.installation && !outlivesInstallation(topic)) return [];
      const config = options.config();
      const eventId = emitOptions.eventId ?? newUuid();
      const sent = config.subscriptions
        .filter((subscription) => subscription.topic === topic)
        .map((subscription): Delivery => {
          const trimmed = subscription.includeFields
            ? trimPayload(payload, subscription.includeFields)
            : payload;
          const body = JSON.stringify(trimmed);
          return {
            id: nextId++,
            topic,
            shop: shop.domain,
            url: addressOf(subscription.uri, options.app.url),
            headers: {
              "content-type": "application/json",
              "user-agent": "Shopify-Captain-Hook",
              "x-shopify-topic": topic,
              "x-shopify-hmac-sha256": createHmac("sha256", options.app.apiSecret)
                .update(body)
                .digest("base64"),
              "x-shopify-shop-domain": shop.domain,
              "x-shopify-api-version": config.apiVersion,
              "x-shopify-webhook-id": newUuid(),
              "x-shopify-event-id": eventId,
              "x-shopify-triggered-at": new Date(
                emitOptions.triggeredAt ?? clock.now(),
              ).toISOString(),
              ...(subscription.name && { "x-shopify-name": subscription.name }),
            },
            body,
            attempts: [],
            state: "pending",
            nextAt: null,
          };
        });
      deliveries = [...deliveries, ...sent].slice(-keptDeliveries);
      for (const delivery of sent) dispatch(delivery);
      return sent;
    },
    again(deliveryId) {
      const delivery = deliveries.find((each) => each.id === deliveryId);
      if (!delivery) return null;
      track(attempt(delivery));
      return delivery;
    },
    deliveries: () => [...deliveries],
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close() {
      clearInterval(retryTimer);
      for (const each of held) each.release.abort();
    },
  };
}

function addressOf(uri: string, appUrl: string | null): string {
  if (/^https?:/.test(uri)) return uri;
  if (!appUrl) throw new Error("The stand-in does not know the app's address yet: set it first.");
  return new URL(uri, appUrl).href;
}
