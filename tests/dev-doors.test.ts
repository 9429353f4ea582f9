import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "musubi-dev-test-"));
  await chmod(folder, 0o755);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("Vite's development server serves pages and webhooks, and leaves no database behind", async () => {
  const child = spawn(
    process.execPath,
    ["node_modules/@remix-run/dev/dist/cli.js", "vite:dev", "--host", "127.0.0.1", "--port", "0"],
    {
      env: {
        ...process.env,
        NODE_ENV: "development",
        DATABASE_URL: "",
        DATA_DIR: folder,
        SHOPIFY_APP_URL: "https://musubi.test",
        SHOPIFY_API_KEY: "test-api-key",
        SHOPIFY_API_SECRET: "test-api-secret",
        ENCRYPTION_KEY: "0f".repeat(32),
        NO_COLOR: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  try {
    const url = await new Promise<string>((found, fail) => {
      let output = "";
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        const local = /Local:\s+(http:\S+)/.exec(output)?.[1];
        if (local) found(local);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", () => fail(new Error(output)));
    });
    expect((await fetch(new URL("/no-such-page", url))).status).toBe(404);
    const webhook = await fetch(new URL("/webhooks/shopify", url), { method: "POST", body: "{}" });
    expect(webhook.status).toBe(401);
  } finally {
    child.kill("SIGINT");
    if (child.exitCode === null) await once(child, "exit");
  }
  expect(child.exitCode).toBe(0);
  expect(existsSync(join(folder, "postgres", "data", "postmaster.pid"))).toBe(false);
}, 60_000);
