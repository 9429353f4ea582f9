import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddedPostgres } from "#app/platform/embedded-postgres.server.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "musubi-postgres-test-"));
  await chmod(folder, 0o755);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("a first start makes a UTF-8 database, and what it holds is there at the next start", async () => {
  const first = await startEmbeddedPostgres({ folder });
  await ask(first.url, "CREATE TABLE note (text text); INSERT INTO note VALUES ('結び')");
  await first.stop();
  const second = await startEmbeddedPostgres({ folder });
  expect(await ask(second.url, "SELECT text FROM note")).toEqual([{ text: "結び" }]);
  await second.stop();
});

test("two starts at the same moment share one server, and the last one stops it", async () => {
  const [one, other] = await Promise.all([
    startEmbeddedPostgres({ folder }),
    startEmbeddedPostgres({ folder }),
  ]);
  expect(new URL(one.url).port).toBe(new URL(other.url).port);
  await one.stop();
  expect(await ask(other.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await other.stop();
  await expect(ask(other.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
});

test("two that stop at the same moment leave no server behind", async () => {
  const one = await startEmbeddedPostgres({ folder });
  const other = await startEmbeddedPostgres({ folder });
  await Promise.all([one.stop(), other.stop()]);
  await expect(ask(other.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
});

test("a server whose starter was killed is joined, and stopped by whoever joined it", async () => {
  const script = `
    const { startEmbeddedPostgres } = await import("./app/platform/embedded-postgres.server.ts");
    console.log((await startEmbeddedPostgres({ folder: process.argv[1] })).url);
    setInterval(() => {}, 1000);`;
  const starter = spawn("node_modules/.bin/node", ["--input-type=module", "-e", script, folder]);
  const [line] = (await once(starter.stdout, "data")) as [Buffer];
  starter.kill("SIGKILL");
  await once(starter, "exit");
  const joined = await startEmbeddedPostgres({ folder });
  expect(joined.url).toBe(line.toString().trim());
  await joined.stop();
  await expect(ask(joined.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
});

test("a lock file that outlived its server, even one that names a living process, does not stop the start", async () => {
  const first = await startEmbeddedPostgres({ folder });
  const lock = join(folder, "data", "postmaster.pid");
  const stale = (await readFile(lock, "utf8")).split("\n");
  await first.stop();
  stale[0] = String(process.pid);
  await writeFile(lock, stale.join("\n"));
  const second = await startEmbeddedPostgres({ folder });
  expect(await ask(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await second.stop();
});

test("data of another major version is refused with what to do", async () => {
  const first = await startEmbeddedPostgres({ folder });
  await first.stop();
  await writeFile(join(folder, "data", "PG_VERSION"), "16\n");
  await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(/PostgreSQL 16.*pg_dump/s);
});
