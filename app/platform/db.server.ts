import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";
import pg from "pg";
import { env } from "./env.server.ts";

/** The database, or one transaction of it: what room functions take. */
export type Db = Prisma.TransactionClient;
/** The database itself: for functions that begin transactions of their own. */
export type Database = PrismaClient;

/**
 * The pool that Prisma, the intake's group commit, the ledger's sweep and graphile-worker share.
 *
 * @param onError hears of every connection that is lost. An idle one raises `error` at the pool, one that is taken and
 *   between two queries at itself; unheard, either would end the process
 */
export function createPool(
  databaseUrl: string,
  size: number,
  onError: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    connectionTimeoutMillis: 10_000,
    // A client that waits for ever on a dead connection would hold its transaction's locks as long.
    keepAlive: true,
  });
  pool.on("error", onError);
  takeBackBroken(pool, onError);
  return pool;
}

/** Whoever holds a connection hears of its end in its own query first, and has this long to give it back. */
const GIVE_BACK_MS = 1_000;

/**
 * Gives the place of a broken connection back to the pool. Prisma does not when a connection breaks within a
 * transaction: its ROLLBACK fails, and the release that stands behind it is never reached. A restart of PostgreSQL
 * would so use the pool up, place by place.
 */
function takeBackBroken(pool: pg.Pool, onError: (error: Error) => void): void {
  const taken = new Set<pg.PoolClient>();
  pool.on("acquire", (client) => taken.add(client));
  pool.on("release", (_error, client) => taken.delete(client));
  pool.on("connect", (client) => {
    const giveBack = () => void (taken.has(client) && client.release(true));
    client.on("error", (error) => taken.has(client) && onError(error));
    client.once("end", () => setTimeout(giveBack, GIVE_BACK_MS).unref());
  });
}

/** A Prisma client on a pool. */
export function createDatabase(pool: pg.Pool): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: false }),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
}

/** DATABASE_URL, which the frame sets at boot when the embedded Postgres serves. Throws when there is none. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url)
    throw new Error(
      "There is no DATABASE_URL: start Musubi with `npm start`, which brings a PostgreSQL of its own.",
    );
  return url;
}
