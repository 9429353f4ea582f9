// Sends signed webhooks to either side, and tells how fast they were answered.
import { Pool } from "undici";
import { percentile } from "#bench/ground/rounds.ts";
import { answerBench } from "#bench/ground/talk.ts";
import { type BenchShop, createWebhooks, type Platform, type Webhook } from "./webhooks.ts";

export type LoadOrder = {
  url: string;
  /** Overrides each webhook's own path. */
  path?: string;
  platform: Platform;
  shops: BenchShop[];
  /** The number of the first webhook, and how many there are. */
  first: number;
  count: number;
  /** Requests in flight, each on a connection of its own. */
  concurrency: number;
};

export type LoadResult = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Names of the webhooks that were answered with 200. */
  accepted: string[];
  /** How many were answered with anything else. */
  refused: number;
  /** How many got no answer. A connection that broke is not made again. */
  broken: number;
};

async function load(order: LoadOrder): Promise<LoadResult> {
  const { url, path, platform, shops, first, count, concurrency } = order;
  const make = createWebhooks(platform, shops);
  const webhooks = Array.from({ length: count }, (_, index) => make(first + index));
  const client = new Pool(url, { connections: concurrency, pipelining: 1 });
  const took: number[] = [];
  const accepted: string[] = [];
  let refused = 0;
  let broken = 0;
  let next = 0;

  async function sendInTurn() {
    for (let webhook = webhooks[next++]; webhook; webhook = webhooks[next++]) {
      const sentAt = performance.now();
      const status = await post(client, webhook, path);
      if (status === "broken") {
        broken++;
        return;
      }
      took.push(performance.now() - sentAt);
      if (status === 200) accepted.push(webhook.name);
      else refused++;
    }
  }

  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, sendInTurn));
  const seconds = (performance.now() - startedAt) / 1000;
  await client.destroy();
  return {
    perSecond: took.length / seconds,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    accepted,
    refused,
    broken,
  };
}

/** By undici's lowest call: what the client costs is taken from both sides' processor. */
function post(client: Pool, webhook: Webhook, path = webhook.path): Promise<number | "broken"> {
  return new Promise((done) => {
    let status = 0;
    client.dispatch(
      { path, method: "POST", headers: webhook.headers, body: webhook.body },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, statusCode) => void (status = statusCode),
        onResponseData: () => undefined,
        onResponseEnd: () => done(status),
        onResponseError: () => done("broken"),
      },
    );
  });
}

process.on("SIGTERM", () => process.exit(0));
answerBench({}, { load });
