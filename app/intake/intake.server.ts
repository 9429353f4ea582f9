import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type pg from "pg";
import { findWebhookChannel } from "#app/channels/find-webhook-channel.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countIntakeRequest } from "#app/platform/metrics.server.ts";
import { createGroupCommit } from "./group-commit.server.ts";
import { LINE_BODY_LIMIT, receiveLineWebhook } from "./line-webhook.server.ts";
import { readBody } from "./read-body.server.ts";
import { type Reception, type Refusal, refused } from "./reception.ts";
import { receiveShopifyWebhook, SHOPIFY_BODY_LIMIT } from "./shopify-webhook.server.ts";

export type Intake = {
  /** Takes the requests to `/webhooks/…` and returns true; false leaves a request to whoever is next. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Waits until what was taken is stored. */
  close(): Promise<void>;
};

/** Every address that the intake answers. LINE's carries the channel's webhook key. */
export const WEBHOOK_DOORS = {
  line: /^\/webhooks\/line\/([^/]+)$/,
  shopify: /^\/webhooks\/shopify$/,
};

type Door = keyof typeof WEBHOOK_DOORS;

/**
 * The door for webhooks, in front of the pages: raw bytes, verified, stored under a unique key, answered. The worker
 * does the rest (app/worker/). LINE gives it 2 s, Shopify 5 s.
 *
 * Nothing is acknowledged before it is committed: when storing fails the answer is 503, and the platform comes again.
 */
export function createIntake({ pool, db }: { pool: pg.Pool; db: Database }): Intake {
  const commits = createGroupCommit({ pool });
  const secret = env().SHOPIFY_API_SECRET;
  const inHand = new Set<Promise<void>>();

  async function receive(request: IncomingMessage, door: Door, key: string): Promise<Reception> {
    if (request.method !== "POST") {
      return refused(405, "method_not_allowed", "Webhooks come by POST.");
    }
    const channel = door === "line" ? await findWebhookChannel({ db, webhookKey: key }) : null;
    if (door === "line" && !channel) {
      return refused(404, "unknown_channel", "No LINE channel has this webhook URL.");
    }
    const limit = channel ? LINE_BODY_LIMIT : SHOPIFY_BODY_LIMIT;
    const bytes = await readBody(request, limit);
    if (bytes === "too_large") {
      return refused(413, "too_large", `The body is larger than ${limit} bytes.`);
    }
    if (bytes === "aborted") return refused(400, "aborted", "The request broke off.");
    const { headers } = request;
    return channel
      ? receiveLineWebhook({ headers, bytes, channel })
      : receiveShopifyWebhook({ headers, bytes, secret });
  }

  async function take(request: IncomingMessage, response: ServerResponse, door: Door, key = "") {
    const requestId = randomUUID();
    try {
      const reception = await receive(request, door, key);
      if (reception.outcome === "refused") {
        const { status, code: refusal } = reception.refusal;
        log.info({ requestId, door, status, refusal }, "A webhook was refused");
        countIntakeRequest(door, refusal);
        return answer(response, requestId, reception.refusal);
      }
      const outcome = await commits.store(reception.events);
      countIntakeRequest(door, outcome);
      const [first] = reception.events;
      const about = { shop: first?.shopDomain, shopId: first?.shopId, topic: first?.topic };
      log.debug(
        { requestId, door, ...about, events: reception.events.length, outcome },
        "A webhook came",
      );
      answer(response, requestId, outcome === "stored" ? undefined : UNAVAILABLE);
    } catch (err) {
      log.error(
        { err, requestId, door },
        "A webhook could not be taken; the platform will send it again",
      );
      countIntakeRequest(door, "failed");
      answer(response, requestId, UNAVAILABLE);
    }
  }

  return {
    handle(request, response) {
      const path = pathOf(request);
      const line = WEBHOOK_DOORS.line.exec(path);
      if (!line && !WEBHOOK_DOORS.shopify.test(path)) return false;
      const taken = line
        ? take(request, response, "line", line[1])
        : take(request, response, "shopify");
      inHand.add(taken);
      void taken.finally(() => inHand.delete(taken));
      return true;
    },
    async close() {
      await Promise.all(inHand);
      await commits.close();
    },
  };
}

const UNAVAILABLE: Refusal = {
  status: 503,
  code: "unavailable",
  message: "The webhook could not be stored now. Send it again.",
};

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "";
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}

function answer(response: ServerResponse, requestId: string, refusal?: Refusal): void {
  if (response.destroyed) return;
  const body = refusal
    ? JSON.stringify({ error: { code: refusal.code, message: refusal.message } })
    : "{}";
  response.writeHead(refusal?.status ?? 200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "x-request-id": requestId,
    ...(refusal?.status === 405 && { allow: "POST" }),
    ...(refusal?.status === 503 && { "retry-after": "5" }),
    // What is still to come of a refused body is not worth reading.
    ...(refusal && refusal.status !== 503 && { connection: "close" }),
  });
  response.end(body);
}
