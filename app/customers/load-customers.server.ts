import { Prisma } from "@prisma/client";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readingVersion } from "#app/shopify/payload-version.server.ts";
import { streamBulkLines } from "#app/shopify/stream-bulk-lines.server.ts";
import { COPY_NULL, copyText, copyTexts } from "#app/platform/copy-text.ts";
import { shopRecordsName } from "#app/platform/lock-shop-records.server.ts";
import { mergeToldCustomers, TOLD_COLUMNS, TOLD_INTO } from "./merge-told-customers.server.ts";
import { readToldCustomer, type ToldCustomer } from "./told-customer.server.ts";

/** So many customers are written at a time: the shop's webhooks wait that long, and the memory holds two such. */
const CHUNK = 10_000;

export type Loaded = { read: number; changed: number };

/**
 * Loads the result of the bulk query of all customers into the mirror, read as it comes. Customers whom the mirror does not
 * know are brought into it by COPY; the others by COPY into a table of this connection, and merged from there. While
 * PostgreSQL writes one chunk, the next is read and parsed. Chunk after chunk is committed, so that what is there already
 * stays when it breaks off; begun anew, it goes over that again and changes nothing.
 *
 * @param options.readAt when Shopify began the bulk operation
 * @param options.onLoaded hears after each chunk how much there is
 * @returns `busy` when another process loads this shop's customers
 * @throws as streamBulkLines does; SyntaxError when a line is no JSON
 */
export async function loadCustomers(options: {
  pool: pg.Pool;
  shopId: string;
  url: string;
  fileSize: number | null;
  readAt: Date;
  onLoaded?: (loaded: Loaded) => Promise<void>;
}): Promise<({ outcome: "loaded" } & Loaded) | { outcome: "busy" }> {
  const { pool, shopId, url, fileSize, readAt, onLoaded } = options;
  const client = await pool.connect();
  const loaded: Loaded = { read: 0, changed: 0 };
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine",
      [`${shopId} customers`],
    );
    if (!rows[0]?.mine) return { outcome: "busy" };
    await client.query(`CREATE TEMP TABLE told_customer (${TOLD_COLUMNS})`);
    const writer = { client, shopId, readAt };
    let writing = Promise.resolve();
    const write = async (chunk: Chunk) => {
      loaded.changed += await writeChunk(writer, chunk);
      loaded.read += chunk.size;
      await onLoaded?.(loaded);
    };
    for await (const chunk of chunksOf(streamBulkLines({ url, fileSize }), readAt)) {
      await writing;
      writing = write(chunk);
      // Heard of when it is waited for, or not at all when the file breaks off before.
      writing.catch(() => undefined);
    }
    await writing;
    return { outcome: "loaded", ...loaded };
  } finally {
    // Its table and its lock end with the connection.
    client.release(true);
  }
}

/** The rows of as many customers, by their id, as COPY reads them: of one who comes twice the last counts. */
type Chunk = Map<string, string>;

async function* chunksOf(batches: AsyncIterable<string[]>, readAt: Date): AsyncGenerator<Chunk> {
  let chunk: Chunk = new Map();
  const at = readAt.toISOString();
  for await (const lines of batches) {
    for (const line of lines) {
      const told = readToldCustomer(JSON.parse(line));
      if (told) chunk.set(told.shopifyGid, rowOf(told, at));
    }
    if (chunk.size < CHUNK) continue;
    yield chunk;
    chunk = new Map();
  }
  if (chunk.size > 0) yield chunk;
}

/** In the order of TOLD_COLUMNS and TOLD_INTO, without the end of line. */
function rowOf(told: ToldCustomer, readAt: string): string {
  const { updatedAt, createdAt } = told;
  return `${told.id}\t${told.shopifyGid}\t${copyText(told.displayName)}\t${copyText(told.email)}\t${copyText(
    told.phone,
  )}\t${copyTexts(told.tags)}\t${told.numberOfOrders ?? COPY_NULL}\t${told.amountSpent ?? COPY_NULL}\t${
    told.lastOrderAt ?? COPY_NULL
  }\t${updatedAt ?? COPY_NULL}\t${readingVersion({ updatedAt, readAt })}\t${createdAt ?? readAt}`;
}

type Writer = { client: pg.PoolClient; shopId: string; readAt: Date };

/** Somebody who links may mirror a customer in the very moment; the next time that one is known. */
const MOST_TRIES = 5;
const UNIQUE_VIOLATION = "23505";

/** Writes a chunk in a transaction of its own. Returns how many customers were new, or told of something newer. */
async function writeChunk(writer: Writer, chunk: Chunk): Promise<number> {
  const { client, shopId } = writer;
  for (let tries = 1; ; tries++) {
    await client.query("BEGIN");
    try {
      await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
        shopRecordsName(shopId),
      ]);
      const { rows } = await client.query<{ gid: string }>(
        "SELECT shopify_gid AS gid FROM customer WHERE shop_id = $1 AND shopify_gid = ANY ($2)",
        [shopId, [...chunk.keys()]],
      );
      const unknown = new Map(chunk);
      for (const { gid } of rows) unknown.delete(gid);
      await copyNew(writer, unknown);
      const merged = await mergeKnown(
        writer,
        rows.map(({ gid }) => chunk.get(gid)!),
      );
      await client.query("COMMIT");
      return unknown.size + merged;
    } catch (error) {
      await client.query("ROLLBACK");
      const isTaken = (error as { code?: string }).code === UNIQUE_VIOLATION;
      if (!isTaken || tries >= MOST_TRIES) throw error;
    }
  }
}

async function copyNew({ client, shopId, readAt }: Writer, chunk: Chunk): Promise<void> {
  if (chunk.size === 0) return;
  const at = readAt.toISOString();
  const ofShop = `\t${shopId}\t${at}\t${at}\n`;
  await copy(
    client,
    `customer (${TOLD_INTO}, shop_id, read_at, totals_at)`,
    chunk.values(),
    ofShop,
  );
}

async function mergeKnown(writer: Writer, rows: string[]): Promise<number> {
  const { client, shopId, readAt } = writer;
  if (rows.length === 0) return 0;
  await client.query("TRUNCATE told_customer");
  await copy(client, "told_customer", rows, "\n");
  const source = Prisma.sql`told_customer`;
  const { text, values } = mergeToldCustomers({ shopId, source, readAt });
  const { rowCount } = await client.query(text, values);
  return rowCount ?? 0;
}

/** So much text is written at once: a write of each row would cost more than the row. */
const A_WRITE = 64 * 1024;

async function copy(
  client: pg.PoolClient,
  into: string,
  rows: Iterable<string>,
  end: string,
): Promise<void> {
  function* pieces() {
    let piece = "";
    for (const row of rows) {
      piece += row + end;
      if (piece.length < A_WRITE) continue;
      yield piece;
      piece = "";
    }
    if (piece) yield piece;
  }
  await pipeline(Readable.from(pieces()), client.query(copyFrom(`COPY ${into} FROM STDIN`)));
}
