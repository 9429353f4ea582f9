import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { keepLog, openSeen } from "./seen.ts";

// A database of its own for each test file, cloned from the template before any module reads the environment.
const template = new URL(inject("templateUrl"));
const name = `test_${randomBytes(6).toString("hex")}`;

async function asAdmin(sql: string) {
  const url = new URL(template);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
const url = new URL(template);
url.pathname = `/${name}`;
Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: url.href,
  DATABASE_POOL_SIZE: "8",
  SHOPIFY_APP_URL: "https://musubi.test",
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  ENCRYPTION_KEY: "0f".repeat(32),
  LOG_LEVEL: "fatal",
});

keepLog(name);

/** Everybody and every secret that the file's tests have put into the database: none of it may be in the log. */
const KNOWN = `
  SELECT 'personal' AS kind, value FROM friend, unnest(ARRAY[display_name, line_user_id]) AS value
  UNION SELECT 'personal', value FROM customer, unnest(ARRAY[display_name, email]) AS value
  UNION SELECT 'personal', line_display_name FROM login_attempt
  UNION SELECT 'personal', value FROM liff_session, unnest(ARRAY[display_name, line_user_id]) AS value
  UNION SELECT 'personal', value FROM staff, unnest(ARRAY[name, email]) AS value
  UNION SELECT 'secrets', preferences_code FROM friend
  UNION SELECT 'secrets', webhook_key FROM channel
  UNION SELECT 'secrets', nonce FROM login_attempt`;

afterAll(async () => {
  const { pool } = await import("#app/platform/database.server.ts");
  const { rows } = await pool.query<{ kind: "personal" | "secrets"; value: string | null }>(KNOWN);
  const of = (kind: string) => rows.flatMap((row) => (row.kind === kind ? (row.value ?? []) : []));
  const { SHOPIFY_API_SECRET = "", ENCRYPTION_KEY = "" } = process.env;
  openSeen(name).tell({
    personal: of("personal"),
    secrets: [SHOPIFY_API_SECRET, ENCRYPTION_KEY, ...of("secrets")],
  });
  await pool.end();
  await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
});
