import type pg from "pg";

export type Statements = {
  /** How many the database got. */
  count: number;
  /** The longest that one of them took, in milliseconds. */
  slowestMs: number;
  slowest: string;
};

/** What has to be among the server's settings for this to work. */
export const STATEMENT_SETTINGS = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.max": "5000",
};

export async function beginCounting(client: pg.Client): Promise<void> {
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
  await client.query("SELECT pg_stat_statements_reset()");
}

/** Every statement since the counting began, by the server's own count; what the bench itself asks is left out. */
export async function countStatements(client: pg.Client): Promise<Statements> {
  const { rows } = await client.query<{ query: string; calls: number; max: number }>(
    `SELECT query, calls::int AS calls, max_exec_time AS max FROM pg_stat_statements
     WHERE query NOT LIKE '%pg_stat_statements%' ORDER BY max_exec_time DESC`,
  );
  return {
    count: rows.reduce((sum, { calls }) => sum + calls, 0),
    slowestMs: rows[0]?.max ?? 0,
    slowest: rows[0]?.query ?? "",
  };
}
