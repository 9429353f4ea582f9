// The Node server. It runs the built product: `npm run build` first, then `npm start`.
import { createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import type { Doors } from "./doors.server.ts";
import { EmbeddedPostgresError } from "./platform/embedded-postgres-place.server.ts";
import { startEmbeddedPostgres } from "./platform/embedded-postgres.server.ts";
import { EnvError, provideEnv, env as readEnv } from "./platform/env.server.ts";
import { loadContext } from "./platform/live-connection.server.ts";
import { applyMigrations, MigrationError } from "./platform/migrate.server.ts";
import { createPages } from "./pages.server.ts";

/** What is in flight may take this long after SIGTERM. */
const SHUTDOWN_MS = 10_000;

/**
 * Requests that are on their way when the signal comes are answered still; Node would cut their connections as idle. Who
 * balances load has heard from `/readyz` by then.
 */
const LAST_REQUESTS_MS = 500;

/** A start that cannot be, in a sentence for whoever started it. */
class StartError extends Error {
  override name = "StartError";
}

async function start(): Promise<void> {
  const env = readEnv();
  const postgres = env.DATABASE_URL
    ? undefined
    : await startEmbeddedPostgres({ folder: `${env.DATA_DIR}/postgres` });
  const databaseUrl = env.DATABASE_URL ?? postgres?.url ?? "";
  provideEnv({ DATABASE_URL: databaseUrl, NODE_ENV: env.NODE_ENV });
  await applyMigrations(databaseUrl).catch(async (error: unknown) => {
    await postgres?.stop();
    throw error;
  });

  const build = await importBuild();
  const doors = (build.entry.module as unknown as { openDoors(): Doors }).openDoors();
  const { log } = doors;
  let isClosing = false;

  const worker = env.ROLE === "web" ? undefined : await doors.startWorker();
  const pages = createPages({
    handleRequest: createRequestHandler({
      build,
      mode: env.NODE_ENV,
      getLoadContext: (_request, response) => loadContext(response),
    }),
    isReady: async () => !isClosing && (await doors.isReady()),
    log,
    metrics: env.METRICS_TOKEN ? { token: env.METRICS_TOKEN, read: doors.readMetrics } : undefined,
    servesPages: env.ROLE !== "worker",
  });
  const server = createServer((request, response) => {
    if (isClosing) response.setHeader("connection", "close");
    if (env.ROLE !== "worker" && doors.intake(request, response)) return;
    pages(request, response);
  });
  await listen(server, env.PORT, env.LISTEN_ADDRESS).catch(async (error: unknown) => {
    await worker?.stop();
    await doors.close();
    await postgres?.stop();
    throw error;
  });
  log.info({ port: (server.address() as { port: number }).port }, "Musubi is up");

  async function stop(signal: string) {
    if (isClosing) return;
    isClosing = true;
    log.info({ signal }, "Stopping: what is in flight is finished first");
    const deadline = setTimeout(() => {
      log.error("Some work did not finish in time; it is stored and goes on at the next start");
      process.exit(1);
    }, SHUTDOWN_MS);
    const served = wait(LAST_REQUESTS_MS).then(() => new Promise((done) => server.close(done)));
    await Promise.all([served, worker?.stop(), doors.closeLive()]);
    await doors.close();
    await postgres?.stop();
    clearTimeout(deadline);
    log.info("Stopped");
    process.exit(0);
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
  // A program that started this one over a channel (the sandbox) may be killed: nothing is left behind.
  process.on("disconnect", () => void stop("disconnect"));
}

async function importBuild(): Promise<ServerBuild> {
  const path = "../build/server/index.js";
  try {
    return (await import(path)) as ServerBuild;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new StartError("Musubi is not built yet: run `npm run build` first.", { cause });
  }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      fail(
        new StartError(
          cause.code === "EADDRINUSE"
            ? `Port ${port} is taken. Stop what listens there, or set PORT to another one.`
            : `Musubi cannot listen at LISTEN_ADDRESS ${host}, PORT ${port} (${cause.code}). Set them to an address and a port that this machine may use, for example 127.0.0.1 and 3000.`,
          { cause },
        ),
      ),
    );
    server.listen(port, host, done);
  });
}

try {
  await start();
} catch (error) {
  const expected = [EnvError, EmbeddedPostgresError, MigrationError, StartError].some(
    (type) => error instanceof type,
  );
  process.stderr.write(`${expected ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
}
