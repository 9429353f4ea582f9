import type { SandboxClock } from "#sandbox/clock.ts";
import type { RequestLog } from "#sandbox/request-log.ts";

import { deliveryTimeoutMs, retryWaits } from "./retry-schedule.ts";

/** One webhook on its way to the app, with everything that a retry sends again unchanged. */
export type Delivery = {
  id: number;
  topic: string;
  shop: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** HTTP status of each attempt so far; 0 when no answer came in time. */
  attempts: number[];
  state: "pending" | "delivered" | "failed" | "dropped";
  /** Sandbox time of the next retry. */
  nextAt: number | null;
};

/**
 * Sends a delivery once and notes the outcome on it. Only 2xx is success; a redirect is not followed.
 * After a failure the next retry is set on the sandbox clock, so that pushing the clock brings it forward.
 */
export async function attemptDelivery(
  delivery: Delivery,
  context: { clock: SandboxClock; requests: RequestLog },
): Promise<void> {
  const began = Date.now();
  const { status, note } = await post(delivery);
  delivery.attempts.push(status);
  context.requests.add({
    at: began,
    from: "shopify",
    to: "app",
    method: "POST",
    path: new URL(delivery.url).pathname,
    status,
    ms: Date.now() - began,
    note: [delivery.topic, retryNote(delivery), note].filter(Boolean).join(" · "),
  });
  if (status >= 200 && status < 300) {
    delivery.state = "delivered";
    delivery.nextAt = null;
    return;
  }
  const wait = retryWaits[delivery.attempts.length - 1];
  delivery.state = wait === undefined ? "failed" : "pending";
  delivery.nextAt = wait === undefined ? null : context.clock.now() + wait;
}

function retryNote(delivery: Delivery): string {
  return delivery.attempts.length > 1 ? `retry ${delivery.attempts.length - 1}` : "";
}

async function post(delivery: Delivery): Promise<{ status: number; note?: string }> {
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      headers: delivery.headers,
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.timeout(deliveryTimeoutMs),
    });
    await response.arrayBuffer();
    return { status: response.status };
  } catch (error) {
    return { status: 0, note: error instanceof Error ? error.name : String(error) };
  }
}
