import { createDatabase, createPool, databaseUrl } from "./db.server.ts";
import { env } from "./env.server.ts";
import { log } from "./log.server.ts";

/** This process's pool and client, made from env. Room functions take a `Db`; doors and routes hand them this one. */
export const pool = createPool(databaseUrl(), env().DATABASE_POOL_SIZE, (err) =>
  log.warn({ err }, "A database connection was lost"),
);
export const db = createDatabase(pool);
