import pg from "pg";
import { answerBench } from "#bench/ground/talk.ts";

// The bare side: the same bodies, the same HTTP client, as many calls at once, and nothing else. No ledger, no retries.

const { DATABASE_URL, LINE_API_URL } = process.env;
const client = new pg.Client(DATABASE_URL);
await client.connect();
const { rows: pushes } = await client.query<{ body: Uint8Array<ArrayBuffer>; retry_key: string }>(
  "SELECT body, retry_key FROM send_attempt WHERE body IS NOT NULL ORDER BY id LIMIT 5000",
);
await client.end();

async function push(index: number): Promise<void> {
  const { body, retry_key: retryKey } = pushes[index % pushes.length]!;
  const response = await fetch(`${LINE_API_URL}/v2/bot/message/push`, {
    method: "POST",
    headers: {
      authorization: "Bearer a-token-of-the-bench",
      "content-type": "application/json",
      "x-line-retry-key": retryKey,
    },
    body,
  });
  await response.text();
  if (!response.ok) throw new Error(`The sink answered ${response.status}.`);
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
