import pg from "pg";
import { callLine } from "#app/line/call-line.server.ts";
import { answerBench } from "#bench/ground/talk.ts";

// The bare side: the same bodies, through the product's own client of LINE, as many calls at once, and nothing else: no
// ledger, no retries.

const client = new pg.Client(process.env.DATABASE_URL);
await client.connect();
const { rows: pushes } = await client.query<{ body: Uint8Array<ArrayBuffer>; retry_key: string }>(
  "SELECT body, retry_key FROM send_attempt WHERE body IS NOT NULL ORDER BY id LIMIT 5000",
);
await client.end();

async function push(index: number): Promise<void> {
  const { body, retry_key: retryKey } = pushes[index % pushes.length]!;
  const answer = await callLine({
    endpoint: "POST /v2/bot/message/push",
    headers: {
      authorization: "Bearer a-token-of-the-bench",
      "content-type": "application/json",
      "x-line-retry-key": retryKey,
    },
    body,
  });
  if (answer.kind !== "answered" || answer.status !== 200) throw new Error(JSON.stringify(answer));
}

answerBench(
  { bodies: pushes.length },
  {
    async push({ count, concurrency }: { count: number; concurrency: number }) {
      const cpu = process.cpuUsage();
      let next = 0;
      const pusher = async () => {
        while (next < count) await push(next++);
      };
      await Promise.all(Array.from({ length: concurrency }, pusher));
      const { user, system } = process.cpuUsage(cpu);
      return { cpuMs: (user + system) / 1_000 };
    },
  },
);
