import { Prisma } from "@prisma/client";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { readingVersion } from "#app/shopify/payload-version.server.ts";
import { streamBulkLines } from "#app/shopify/stream-bulk-lines.server.ts";
import { COPY_NULL, copyText, copyTexts } from "#app/platform/copy-text.ts";
import { shopRecordsName } from "#app/platform/lock-shop-records.server.ts";
import { mergeToldCustomers, TOLD_COLUMNS, TOLD_INTO } from "./merge-told-customers.server.ts";
import { readToldCustomer, type ToldCustomer } from "./told-customer.server.ts";

/** So many customers are written at a time: the shop's webhooks wait that long, and the memory holds two such. */
const CHUNK = 10_000;
/** The first are fewer, and the next twice as many, so that PostgreSQL soon has something to do. */
const FIRST_CHUNK = 2_000;

export type Loaded = { read: number; changed: number };

/**
 * Loads the result of the bulk query of all customers into the mirror, read as it comes, ten thousand at a time, while
 * PostgreSQL writes those before. Into a mirror that is empty they are brought by COPY; else by COPY into a table of this
 * connection, and merged from there. Chunk after chunk is committed, so that what is there already stays when it breaks
 * off; begun anew, it goes over that again and changes nothing.
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
    const { rows } = await client.query<{ mine: boolean; isEmpty: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine,
         NOT EXISTS (SELECT FROM customer WHERE shop_id = $2) AS "isEmpty"`,
      [`${shopId} customers`, shopId],
    );
    if (!rows[0]?.mine) return { outcome: "busy" };
    await client.query(`CREATE TEMP TABLE told_customer (${TOLD_COLUMNS}, ${OF_SHOP_COLUMNS})`);
    const writer = { client, shopId, readAt, isFirst: rows[0].isEmpty };
    let writing = Promise.resolve();
    const write = async (chunk: Chunk) => {
      loaded.changed += await writeChunk(writer, chunk);
      loaded.read += chunk.gids.size;
      await onLoaded?.(loaded);
    };
    const lines = streamBulkLines({ url, fileSize });
    for await (const chunk of chunksOf(lines, { shopId, readAt: readAt.toISOString() })) {
      await writing;
      writing = write(chunk);
      // Heard of when it is waited for, or not at all when the file breaks off before.
      writing.catch(() => undefined);
    }
    await writing;
    // The chunks do not wait for the disk. What commits after them does, and no disk has a later commit without an earlier.
    await client.query("SELECT pg_current_xact_id()");
    return { outcome: "loaded", ...loaded };
  } finally {
    // Its table and its lock end with the connection.
    client.release(true);
  }
}

/** Who they are, and their rows as COPY reads them: outside the heap, and in pieces, as a write of each row costs more than it. */
type Chunk = { gids: Set<string>; pieces: Buffer[] };

const PIECE_CHARACTERS = 64 * 1024;

async function* chunksOf(
  batches: AsyncIterable<string[]>,
  { shopId, readAt }: { shopId: string; readAt: string },
): AsyncGenerator<Chunk> {
  const ofShop = `\t${shopId}\t${readAt}\n`;
  let chunk: Chunk = { gids: new Set(), pieces: [] };
  let piece = "";
  let size = FIRST_CHUNK;
  const end = () => {
    chunk.pieces.push(Buffer.from(piece));
    const ended = chunk;
    chunk = { gids: new Set(), pieces: [] };
    piece = "";
    size = Math.min(2 * size, CHUNK);
    return ended;
  };
  for await (const lines of batches) {
    // What the network brought already comes without a pause: PostgreSQL's answers would wait behind all of it.
    await setImmediate();
    for (const line of lines) {
      const told = readToldCustomer(JSON.parse(line));
      if (!told) continue;
      // Somebody who comes twice goes into the next chunk, which leaves them as they were told first.
      if (chunk.gids.size === size || chunk.gids.has(told.shopifyGid)) yield end();
      chunk.gids.add(told.shopifyGid);
      piece += rowOf(told, readAt) + ofShop;
      if (piece.length < PIECE_CHARACTERS) continue;
      chunk.pieces.push(Buffer.from(piece));
      piece = "";
    }
  }
  if (chunk.gids.size > 0) yield end();
}

/** In the order of TOLD_COLUMNS and TOLD_INTO, without what is the same for all. */
function rowOf(told: ToldCustomer, readAt: string): string {
  const { updatedAt, createdAt } = told;
  return `${told.id}\t${told.shopifyGid}\t${copyText(told.displayName)}\t${copyText(told.email)}\t${copyText(
    told.phone,
  )}\t${copyTexts(told.tags)}\t${told.numberOfOrders ?? COPY_NULL}\t${told.amountSpent ?? COPY_NULL}\t${
    told.lastOrderAt ?? COPY_NULL
  }\t${updatedAt ?? COPY_NULL}\t${readingVersion({ updatedAt, readAt })}\t${createdAt ?? readAt}`;
}

/** What follows in each row: the columns of the mirror, and those of this connection's table. */
const OF_SHOP = "shop_id, read_at";
const OF_SHOP_COLUMNS = "shop_id uuid, read_at timestamptz";

type Writer = { client: pg.PoolClient; shopId: string; readAt: Date; isFirst: boolean };

const UNIQUE_VIOLATION = "23505";

/** Writes a chunk in a transaction of its own. Returns how many customers were new, or told of something newer. */
async function writeChunk(writer: Writer, chunk: Chunk): Promise<number> {
  const { isFirst } = writer;
  try {
    return await inTransaction(writer, () => (isFirst ? copyNew : mergeKnown)(writer, chunk));
  } catch (error) {
    // Somebody came by a webhook, or by linking, before the file told of them.
    const isTaken = (error as { code?: string }).code === UNIQUE_VIOLATION;
    if (!isFirst || !isTaken) throw error;
    return inTransaction(writer, () => mergeKnown(writer, chunk));
  }
}

async function inTransaction(
  { client, shopId }: Writer,
  write: () => Promise<number>,
): Promise<number> {
  const name = client.escapeLiteral(shopRecordsName(shopId));
  await client.query(
    `BEGIN; SET LOCAL synchronous_commit = off; SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`,
  );
  try {
    const written = await write();
    await client.query("COMMIT");
    return written;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function copyNew({ client }: Writer, { gids, pieces }: Chunk): Promise<number> {
  await copy(client, `customer (${TOLD_INTO}, ${OF_SHOP})`, pieces);
  return gids.size;
}

async function mergeKnown({ client, shopId, readAt }: Writer, { pieces }: Chunk): Promise<number> {
  await client.query("TRUNCATE told_customer");
  await copy(client, "told_customer", pieces);
  const { text, values } = mergeToldCustomers({
    shopId,
    source: Prisma.sql`told_customer`,
    readAt,
  });
  const { rowCount } = await client.query(text, values);
  return rowCount ?? 0;
}

async function copy(client: pg.PoolClient, into: string, pieces: Buffer[]): Promise<void> {
  await pipeline(Readable.from(pieces), client.query(copyFrom(`COPY ${into} FROM STDIN`)));
}
