import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { pushBytes } from "#app/line/push.server.ts";
import type { replyBytes } from "#app/line/reply.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import type { ReadCredentials } from "./credentials-cache.ts";
import { createLeases } from "./leases.server.ts";
import { createListener } from "./listen-for-sends.server.ts";
import type { Programme } from "./programme.ts";
import { releaseHoldsOfWellChannels } from "./release-holds.server.ts";
import { createRoad } from "./road.server.ts";
import { createSweeper } from "./sweeper.server.ts";

export type DispatcherConfig = {
  pool: pg.Pool;
  db: Db;
  /** One per kind of send. */
  programmes: Programme[];
  pushBytes: typeof pushBytes;
  replyBytes: typeof replyBytes;
  /** What speaks for a shop's channel; null when it has none. */
  readCredentials: ReadCredentials;
  /** Product time: what is due, what is still valid. */
  now: () => Date;
  /** Real time: leases, retry keys, rate limits. */
  realTime: () => Date;
  /** Calls to LINE at once, of all channels. The more, the more sends share a commit. */
  concurrency?: number;
  leaseMs?: number;
};

export type Dispatcher = {
  start(): void;
  /** Begins nothing new, lets calls in flight end within the grace, and gives everything else back. */
  stop(graceMs?: number): Promise<void>;
  /** Takes up everything that is due and waits for it. Returns how many sends that were. */
  runOnce(): Promise<number>;
};

/** Half a second on average between due and claimed is the least that a merchant would notice. */
const SWEEP_EVERY_MS = 500;
/** A channel becomes well again when its quota is read or its credentials are saved; its sends follow within this. */
const RELEASE_EVERY_MS = 10_000;
const AFTER_TROUBLE_MS = 1_000;
/** Less than the server's 10 s after SIGTERM, so that what is left can be given back. */
const GRACE_MS = 8_000;

/**
 * Sends what is due, for all shops in turn. Any number of dispatchers may run on one database, and any of them may die
 * at any moment: README.md of this room says what then happens.
 */
export function createDispatcher(config: DispatcherConfig): Dispatcher {
  const { pool, db, realTime, leaseMs = 30_000, concurrency = 256 } = config;
  const leases = createLeases({ pool, leaseMs, realTime });
  const stopping = new AbortController();
  const givingUp = new AbortController();
  const signals = { stopping: stopping.signal, givingUp: givingUp.signal };
  let wakeUp = () => {};
  const onRoom = () => wakeUp();
  const road = createRoad({ ...config, ...signals, concurrency, leases });
  const sweeper = createSweeper({ ...config, leases, road, onRoom });
  const listener = createListener({ pool, onPlanned: () => wakeUp() });
  const timers: NodeJS.Timeout[] = [];
  let sweeping: Promise<void> | undefined;

  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function sweepUntilStopped(): Promise<void> {
    let nextTakeOver = 0;
    while (!stopping.signal.aborted) {
      try {
        if (performance.now() >= nextTakeOver) {
          nextTakeOver = performance.now() + SWEEP_EVERY_MS;
          listener.ensure();
          if (sweeper.hasRoom()) await sweeper.takeOver();
        }
        const taken = sweeper.hasRoom() ? await sweeper.claim() : 0;
        if (taken === 0 && !stopping.signal.aborted) await pause(SWEEP_EVERY_MS);
      } catch (err) {
        log.error({ err }, "The sweep failed; it goes on");
        await pause(AFTER_TROUBLE_MS);
      }
    }
  }

  function every(ms: number, what: string, work: () => Promise<unknown>): void {
    const run = () =>
      work().catch((err: unknown) => log.error({ err }, `${what} failed; it is tried again`));
    timers.push(setInterval(() => void run(), ms));
  }

  return {
    start() {
      sweeping = sweepUntilStopped();
      every(leaseMs / 3, "Renewing leases", () => leases.renew());
      every(RELEASE_EVERY_MS, "Releasing held sends", () =>
        releaseHoldsOfWellChannels({ db, now: config.now() }),
      );
    },

    async stop(graceMs = GRACE_MS) {
      stopping.abort();
      wakeUp();
      await sweeping;
      const isIdle = sweeper.idle();
      await Promise.race([isIdle, wait(graceMs, undefined, { ref: false })]);
      givingUp.abort();
      timers.forEach(clearInterval);
      await leases.giveBack().catch((err: unknown) => {
        log.warn(
          { err },
          "Sends in hand could not be given back; their leases run out by themselves",
        );
      });
      await listener.close();
    },

    async runOnce() {
      let total = 0;
      for (;;) {
        const taken = (await sweeper.takeOver()) + (await sweeper.claim());
        await sweeper.idle();
        if (taken === 0) return total;
        total += taken;
      }
    },
  };
}
