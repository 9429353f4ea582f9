import { setTimeout as wait } from "node:timers/promises";
import { Pool } from "undici";
import type { Delivery } from "./script.ts";
import { toWebhook, type Webhook } from "./webhooks.ts";

/** Webhooks on their way at once. */
const AT_ONCE = 32;
/** The platforms wait longer between tries, but a run has minutes for a day. */
const AGAIN_AFTER_MS = 250;
/** LINE's own patience; Shopify has five seconds. */
const PATIENCE_MS = 2_000;

export type Deliverer = {
  /** Delivers in the background, each until it was answered with 200. */
  deliver(delivery: Delivery): void;
  /** How many are not answered yet. */
  underWay(): number;
  /** What was done to webhooks on their way, and how often one had to be sent again. */
  counts: { doubled: number; swapped: number; late: number; again: number; retried: number };
  close(): Promise<void>;
};

/**
 * Delivers webhooks as the platforms do: until the door says 200, and some of them twice, in the wrong order, or a day
 * late.
 *
 * @param options.startedAt when the run began, in product time
 * @param options.onMishap hears of a webhook that was refused
 */
export function createDeliverer(options: {
  url: string;
  startedAt: number;
  onMishap: (mishap: string) => void;
}): Deliverer {
  const { url, startedAt, onMishap } = options;
  const client = new Pool(url, { connections: AT_ONCE, headersTimeout: PATIENCE_MS });
  const counts = { doubled: 0, swapped: 0, late: 0, again: 0, retried: 0 };
  let underWay = 0;
  let isClosed = false;

  async function post({ path, headers, body }: Webhook): Promise<void> {
    while (!isClosed) {
      const status = await client
        .request({ method: "POST", path, headers, body })
        .then(async (response) => {
          await response.body.dump();
          return response.statusCode;
        })
        .catch(() => "no answer");
      if (status === 200) return;
      if (typeof status === "number" && status < 500) {
        return onMishap(`The door answered ${status} to a webhook at ${path}.`);
      }
      counts.retried += 1;
      await wait(AGAIN_AFTER_MS);
    }
  }

  async function deliverInOrder({ happenings, way }: Delivery): Promise<void> {
    for (const happening of happenings) {
      const webhook = toWebhook(happening, startedAt);
      const copies = way === "doubled" ? [webhook, webhook] : [webhook];
      await Promise.all(copies.map(post));
    }
    if (way !== "once") counts[way] += 1;
  }

  return {
    deliver(delivery) {
      underWay += 1;
      void deliverInOrder(delivery).finally(() => (underWay -= 1));
    },
    underWay: () => underWay,
    counts,
    async close() {
      isClosed = true;
      await client.destroy();
    },
  };
}
