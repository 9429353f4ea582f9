import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const STAMP = "build/sources.sha256";

/** Builds the product when its sources changed since the last build. */
export async function buildApp(): Promise<void> {
  const hash = await hashSources();
  if (existsSync(STAMP) && (await readFile(STAMP, "utf8")) === hash) return;
  console.log("Building Musubi …");
  await run(
    process.execPath,
    ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "error"],
    {
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  await writeFile(STAMP, hash);
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir("app", { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [
    "package-lock.json",
    "vite.config.ts",
    "prisma/schema.prisma",
    ...files.sort(),
  ]) {
    hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex");
}

export type AppProcess = {
  child: ChildProcess;
  /** Asks it to finish what is in flight, and waits for its end. */
  stop(): Promise<void>;
};

/**
 * Starts the built product as its own process, as `npm start` does, and waits until it is ready.
 *
 * The product ends with this process: the channel between the two closes when either is gone.
 * @throws Error with the product's own words when it does not come up
 */
export async function startApp(options: {
  url: string;
  env: Record<string, string>;
  logFile: number;
}): Promise<AppProcess> {
  const { url, env, logFile } = options;
  const child = spawn(process.execPath, ["app/server.ts"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", logFile, "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`Musubi did not start:\n${complaint}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return { child, stop: () => stopApp(child) };
    await wait(100);
  }
  await stopApp(child);
  throw new Error(`Musubi did not become ready within a minute.\n${complaint}`);
}

async function stopApp(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await ended;
}
