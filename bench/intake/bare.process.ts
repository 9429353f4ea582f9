// The least that a webhook costs: node:http, the signature, one insert of one row with a unique key, then the answer.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { BENCH_API_SECRET } from "#bench/ground/product-env.ts";
import { BENCH_CHANNEL_SECRET } from "./webhooks.ts";

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
});
await pool.query(
  "CREATE TABLE bare_webhook (key text PRIMARY KEY, body text NOT NULL, received_at timestamptz NOT NULL)",
);

function isSigned(secret: string, body: Buffer, signature: unknown): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(String(signature), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** LINE's event id stands in the body, Shopify's in a header. */
function readKey({ url, headers }: IncomingMessage, body: Buffer): string | null {
  if (url === "/webhooks/shopify") {
    if (!isSigned(BENCH_API_SECRET, body, headers["x-shopify-hmac-sha256"])) return null;
    return String(headers["x-shopify-event-id"]);
  }
  if (!isSigned(BENCH_CHANNEL_SECRET, body, headers["x-line-signature"])) return null;
  const { events } = JSON.parse(body.toString()) as { events: { webhookEventId: string }[] };
  return events[0]!.webhookEventId;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    // How fast this client and node:http are with nothing behind them.
    if (request.url === "/nothing") return void response.end("{}");
    const body = Buffer.concat(chunks);
    const key = readKey(request, body);
    if (key === null) return void response.writeHead(401).end();
    pool
      .query({
        name: "store",
        text: "INSERT INTO bare_webhook VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING",
        values: [key, body.toString(), new Date()],
      })
      .then(
        () => response.end("{}"),
        () => response.writeHead(503).end(),
      );
  });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send!({ ready: true, url: `http://127.0.0.1:${port}` });
});
process.on("disconnect", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));
