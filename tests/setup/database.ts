import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

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

afterAll(async () => {
  const { pool } = await import("#app/platform/database.server.ts");
  await pool.end();
  await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
});
