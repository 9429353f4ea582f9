import type { ReadableStream } from "node:stream/web";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { answerBench } from "#bench/ground/talk.ts";

// The bare side: the same file read as it comes, parsed, and brought by COPY into one table. No shop, no versions, nothing
// that is there already.

type Customer = {
  id: string;
  firstName: string;
  lastName: string;
  defaultEmailAddress: { emailAddress: string } | null;
  defaultPhoneNumber: { phoneNumber: string } | null;
  tags: string[];
  numberOfOrders: string;
  amountSpent: { amount: string };
  lastOrder: { createdAt: string } | null;
  createdAt: string;
  updatedAt: string;
};

const client = new pg.Client(process.env.DATABASE_URL);
await client.connect();
await client.query(`CREATE TABLE IF NOT EXISTS bare_customer (
  gid text, first_name text, last_name text, email text, phone text, tags text[], orders int, spent numeric(18, 4),
  last_order_at timestamptz, created_at timestamptz, updated_at timestamptz)`);
await client.query("TRUNCATE bare_customer");

/** Nothing in the bench's customers has to be escaped. */
function rowOf(line: string): string {
  const each = JSON.parse(line) as Customer;
  const columns = [
    each.id,
    each.firstName,
    each.lastName,
    each.defaultEmailAddress?.emailAddress ?? "\\N",
    each.defaultPhoneNumber?.phoneNumber ?? "\\N",
    `{${each.tags.join(",")}}`,
    each.numberOfOrders,
    each.amountSpent.amount,
    each.lastOrder?.createdAt ?? "\\N",
    each.createdAt,
    each.updatedAt,
  ];
  return `${columns.join("\t")}\n`;
}

async function* rowsOf(url: string): AsyncGenerator<string> {
  const { body } = await fetch(url);
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    let text = "";
    for (const line of lines) text += rowOf(line);
    yield text;
  }
}

answerBench(
  {},
  {
    async load({ url }: { url: string }) {
      const begun = performance.now();
      const copy = client.query(copyFrom("COPY bare_customer FROM STDIN"));
      await pipeline(Readable.from(rowsOf(url)), copy);
      const seconds = (performance.now() - begun) / 1_000;
      const { rows } = await client.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM bare_customer",
      );
      return {
        seconds,
        rows: rows[0]!.count,
        peakRssMb: process.resourceUsage().maxRSS / 1_024,
      };
    },
  },
);
