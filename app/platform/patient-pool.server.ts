import type pg from "pg";

/** `cannot_connect_now`, on which graphile-worker waits and tries again; on most other errors it does not. */
const CANNOT_CONNECT_NOW = "57P03";

/** What a connection says that could not be made, or broke. */
const IS_GONE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  // admin_shutdown, crash_shutdown
  "57P01",
  "57P02",
]);

/**
 * The same pool for graphile-worker, which notes the end of a job without waiting for it: when PostgreSQL is gone at that
 * moment, its error is heard by nobody and ends the process (0.18.0, `completeJob` and `failJob`). Here every lost
 * connection is called what it tries again for. A try after the pool has ended waits for ever, which keeps no process
 * alive: its job stays locked, as that of a worker that was killed, and goes to another.
 */
export function createPatientPool(pool: pg.Pool): pg.Pool {
  async function connect(): Promise<pg.PoolClient> {
    if (pool.ending) return new Promise(() => undefined);
    const client = await pool.connect().catch(callPatient);
    return replaceMethod(client, "query", (...args: Parameters<typeof client.query>) =>
      (client.query(...args) as unknown as Promise<unknown>).catch(callPatient),
    );
  }
  // With a callback it asks for the connection on which it listens, and looks after that one itself.
  return replaceMethod(pool, "connect", (listen?: Parameters<typeof pool.connect>[0]) =>
    listen ? pool.connect(listen) : connect(),
  );
}

function callPatient(error: unknown): never {
  if (error instanceof Error) {
    const { code } = error as { code?: string };
    // pg gives no code to a query whose connection ended.
    const isGone = code
      ? IS_GONE.has(code)
      : /^(Connection terminated|timeout exceeded)/.test(error.message);
    if (isGone) Object.assign(error, { code: CANNOT_CONNECT_NOW });
  }
  throw error;
}

function replaceMethod<Whole extends object>(
  whole: Whole,
  name: keyof Whole,
  method: unknown,
): Whole {
  return new Proxy(whole, {
    get(target, key) {
      if (key === name) return method;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
