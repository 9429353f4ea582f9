import { setTimeout as wait } from "node:timers/promises";
import type { BenchPostgres } from "../ground/postgres.ts";
import type { BenchProcess } from "../ground/process.ts";
import { productEnv } from "../ground/product-env.ts";
import { createSlot, type Slot } from "./slot.ts";

/** Side by side, on one database. */
export const WORKERS = 2;

type Env = Record<string, string>;
type Envs = { intake: Env; workers: Env[] };

/** The product as it runs: one door for webhooks, and workers. */
export type Product = {
  intake: Slot;
  workers: Slot[];
  killPostgres(): Promise<void>;
  close(): void;
};

/** A process that was starting while PostgreSQL was down may still fail so long after it is back. */
const EXCUSED_AFTER_MS = 5_000;

/** What each process is told. A worker has a front of LINE's to itself, by which LINE knows it. */
export function productEnvs(options: {
  postgres: BenchPostgres;
  line: BenchProcess;
  shopify: BenchProcess;
  clockFile: string;
  /** Where who is killed leaves its transition. */
  graves: string;
}): Envs {
  const { postgres, line, shopify, clockFile, graves } = options;
  const envOf = (lineUrl: string) => ({
    ...productEnv({ databaseUrl: postgres.url, lineUrl, shopifyUrl: String(shopify.ready.url) }),
    DATABASE_POOL_SIZE: "12",
    SANDBOX_CLOCK_FILE: clockFile,
    CHAOS_GRAVES: graves,
    // Under fire the product logs much that is as it should be.
    LOG_LEVEL: process.env.CHAOS_LOG_LEVEL ?? "fatal",
  });
  const [first = "", ...rest] = line.ready.urls as string[];
  return {
    intake: { ...envOf(first), ROLE: "web" },
    workers: [first, ...rest].map((url) => ({ ...envOf(url), ROLE: "worker" })),
  };
}

/**
 * Starts the product from its source; whatever dies is started again.
 *
 * @param options.guard is taken out of every process
 * @param options.onMishap hears of a process that ended by itself
 */
export function startProduct(options: {
  envs: Envs;
  postgres: BenchPostgres;
  guard?: string;
  onMishap: (mishap: string) => void;
}): Product {
  const { envs, postgres, guard, onMishap } = options;
  let isPostgresDown = false;
  const isExcused = () => isPostgresDown;
  const preload = [
    new URL("./kill-points.ts", import.meta.url).href,
    ...(guard ? [breakGuardUrl(guard)] : []),
  ];
  // A process that starts while PostgreSQL is down fails at length, as it should.
  const isQuiet = !process.env.CHAOS_LOG_LEVEL;
  let port = "0";
  const intake = createSlot({
    name: "The intake",
    start: () => ({
      entry: "bench/chaos/intake.process.ts",
      args: [port],
      env: envs.intake,
      preload,
      isQuiet,
    }),
    // The platforms know one address.
    onStart: ({ ready }) => (port = String(ready.port)),
    isExcused,
    onMishap,
  });
  const workers = envs.workers.map((env, index) =>
    createSlot({
      name: `Worker ${index + 1}`,
      start: () => ({ entry: "bench/chaos/worker.process.ts", env, preload, isQuiet }),
      isExcused,
      onMishap,
    }),
  );
  return {
    intake,
    workers,
    async killPostgres() {
      isPostgresDown = true;
      await postgres.killAndRestart();
      void wait(EXCUSED_AFTER_MS).then(() => (isPostgresDown = false));
    },
    close: () => [intake, ...workers].forEach((slot) => slot.close()),
  };
}

function breakGuardUrl(guard: string): string {
  const url = new URL("./break-guard.ts", import.meta.url);
  url.searchParams.set("guard", guard);
  return url.href;
}
