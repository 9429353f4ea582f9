import { Prisma } from "@prisma/client";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readingVersion } from "#app/shopify/payload-version.server.ts";
import { streamBulkLines } from "#app/shopify/stream-bulk-lines.server.ts";
import { copyRow } from "#app/platform/copy-row.ts";
import { shopRecordsName } from "#app/platform/lock-shop-records.server.ts";
import { mergeToldCustomers, TOLD_COLUMNS } from "./merge-told-customers.server.ts";
import { readToldCustomer, type ToldCustomer } from "./told-customer.server.ts";

/** So many customers are merged at a time: the shop's webhooks wait that long, and the memory holds no more. */
const CHUNK = 20_000;

export type Loaded = { read: number; changed: number };

/**
 * Loads the result of the bulk query of all customers into the mirror: read as it comes, brought by COPY into a table of
 * this connection, merged from there. Chunk after chunk is committed, so that what is there already stays when it breaks
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
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine",
      [`${shopId} customers`],
    );
    if (!rows[0]?.mine) return { outcome: "busy" };
    await client.query(`CREATE TEMP TABLE told_customer (${TOLD_COLUMNS})`);
    for await (const customers of chunksOf(streamBulkLines({ url, fileSize }))) {
      await copyCustomers(client, customers, readAt);
      loaded.changed += await mergeCopied(client, shopId, readAt);
      loaded.read += customers.length;
      await onLoaded?.(loaded);
    }
    return { outcome: "loaded", ...loaded };
  } finally {
    // Its table and its lock end with the connection.
    client.release(true);
  }
}

/** Customers of as many lines, each once: of one that comes twice the last counts. */
async function* chunksOf(batches: AsyncIterable<string[]>): AsyncGenerator<ToldCustomer[]> {
  let chunk = new Map<string, ToldCustomer>();
  for await (const lines of batches) {
    for (const line of lines) {
      const told = readToldCustomer(JSON.parse(line));
      if (told) chunk.set(told.shopifyGid, told);
    }
    if (chunk.size < CHUNK) continue;
    yield [...chunk.values()];
    chunk = new Map();
  }
  if (chunk.size > 0) yield [...chunk.values()];
}

async function copyCustomers(client: pg.PoolClient, customers: ToldCustomer[], readAt: Date) {
  await client.query("TRUNCATE told_customer");
  await pipeline(
    Readable.from(textOf(customers, readAt)),
    client.query(copyFrom("COPY told_customer FROM STDIN")),
  );
}

/** So many rows are written at once: a write of each would cost more than the row. */
const ROWS_A_WRITE = 500;

function* textOf(customers: ToldCustomer[], readAt: Date): Generator<string> {
  for (let first = 0; first < customers.length; first += ROWS_A_WRITE) {
    let text = "";
    for (const told of customers.slice(first, first + ROWS_A_WRITE))
      text += copyRow([
        told.id,
        told.shopifyGid,
        told.displayName,
        told.email,
        told.phone,
        told.tags,
        told.numberOfOrders,
        told.amountSpent,
        told.lastOrderAt,
        told.updatedAt,
        readingVersion({ updatedAt: told.updatedAt, readAt }),
        told.createdAt,
      ]);
    yield text;
  }
}

async function mergeCopied(client: pg.PoolClient, shopId: string, readAt: Date): Promise<number> {
  const { text, values } = mergeToldCustomers({
    shopId,
    source: Prisma.sql`told_customer`,
    readAt,
  });
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
      shopRecordsName(shopId),
    ]);
    const { rowCount } = await client.query(text, values);
    await client.query("COMMIT");
    return rowCount ?? 0;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
