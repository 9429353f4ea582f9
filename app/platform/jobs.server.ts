import { type JobHelpers, Logger, run, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import type pg from "pg";
import type { z } from "zod";
import type { Db } from "./db.server.ts";
import { log } from "./log.server.ts";
import { createPatientPool } from "./patient-pool.server.ts";

/**
 * Jobs are for what must happen *because* something happened. They are enqueued inside the transaction that changes
 * the data, so neither comes without the other, and their payloads are ids. What must happen *at a time* is a row
 * with a due time in its room's own table.
 */
export type Job<Payload> = {
  /** `room.verb-noun` */
  name: string;
  payload: z.ZodType<Payload>;
  /** Throws when the work may be tried again; a final outcome is recorded and returned from. */
  handle(payload: Payload): Promise<void>;
  /** Tries before the job is left for an operator. */
  maxAttempts?: number;
};

/** With exponential back-off about six hours. */
const MAX_ATTEMPTS = 15;

/** What a room needs to enqueue a happening that a door handles: its name and the shape of its payload. */
export type Happening<Payload> = Pick<Job<Payload>, "name" | "payload">;

/** Binds a happening to its handler; the payload is checked again when it is worked on. */
export function defineJob<Payload>(
  happening: Happening<Payload>,
  handle: Job<Payload>["handle"],
  options: { maxAttempts?: number } = {},
): Job<unknown> {
  return {
    name: happening.name,
    payload: happening.payload,
    handle: (payload) => handle(happening.payload.parse(payload)),
    ...options,
  };
}

/**
 * Enqueues a job as part of a transaction.
 *
 * @param options.key jobs of one key that wait are one job, with the newest payload
 * @param options.afterSeconds the job waits so long at least
 */
export async function enqueue<Payload>(
  db: Db,
  happening: Happening<Payload>,
  payload: Payload,
  options: { key?: string; maxAttempts?: number; afterSeconds?: number } = {},
): Promise<void> {
  const body = JSON.stringify(happening.payload.parse(payload));
  await db.$executeRaw`
    SELECT graphile_worker.add_job(
      ${happening.name}::text, payload := ${body}::json, job_key := ${options.key ?? null}::text,
      run_at := now() + make_interval(secs => ${options.afterSeconds ?? 0}::float),
      max_attempts := ${options.maxAttempts ?? MAX_ATTEMPTS}::int)`;
}

/**
 * Enqueues jobs of one happening as part of a transaction, by one statement.
 *
 * @param jobs their keys are distinct; see `enqueue`
 */
export async function enqueueAll<Payload>(
  db: Db,
  happening: Happening<Payload>,
  jobs: { payload: Payload; key: string }[],
): Promise<void> {
  if (jobs.length === 0) return;
  const bodies = jobs.map(({ payload, key }) => ({
    key,
    payload: happening.payload.parse(payload),
  }));
  await db.$executeRaw`
    SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
      SELECT ROW(${happening.name}::text, payload, NULL, NULL, ${MAX_ATTEMPTS}::int, key, NULL, NULL)::graphile_worker.job_spec
      FROM json_to_recordset(${JSON.stringify(bodies)}::json) AS job (key text, payload json)))`;
}

/** A worker that has not been heard of for so long is dead, and its jobs go to others. */
const SILENT_AFTER_SECONDS = 15;
const BEAT_EVERY_MS = 3_000;
/** Beats of workers that ended are kept so long. */
const FORGET_BEATS_AFTER_SECONDS = 24 * 60 * 60;

export type JobWorker = {
  /** Finishes the jobs in hand, then ends. */
  stop(): Promise<void>;
};

/**
 * Works off jobs until stopped.
 *
 * graphile-worker leaves the jobs of a killed worker locked for four hours. So workers beat, under the name by which
 * their jobs are locked (that of their pool, in graphile-worker 0.18), and whoever is alive unlocks the jobs of the silent.
 *
 * @param options.silentAfterSeconds a worker that has not been heard of for so long is dead
 */
export async function startJobWorker(options: {
  pool: pg.Pool;
  jobs: Job<unknown>[];
  concurrency: number;
  silentAfterSeconds?: number;
}): Promise<JobWorker> {
  const { pool, jobs, concurrency, silentAfterSeconds = SILENT_AFTER_SECONDS } = options;
  const workerIds = new Set<string>();
  // Told while `run` is under way, so whoever listened afterwards would not hear it.
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => workerIds.add(workerPool.id));
  const runner = await run({
    events,
    pgPool: createPatientPool(pool),
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: new Logger(() => () => undefined),
    taskList: Object.fromEntries(
      jobs.map((job) => [
        job.name,
        (payload: unknown, { job: { attempts, max_attempts: most } }: JobHelpers) =>
          runJob(job, payload, { attempts, isLast: attempts >= most }),
      ]),
    ),
  });
  const beat = () =>
    beatAndUnlock(pool, [...workerIds], silentAfterSeconds).catch((err: unknown) =>
      log.warn({ err }, "The job worker could not beat"),
    );
  const timer = setInterval(() => void beat(), Math.min(BEAT_EVERY_MS, silentAfterSeconds * 200));
  await beat();
  return {
    async stop() {
      clearInterval(timer);
      await runner.stop();
    },
  };
}

async function runJob(
  job: Job<unknown>,
  payload: unknown,
  { attempts, isLast }: { attempts: number; isLast: boolean },
): Promise<void> {
  try {
    await job.handle(payload);
  } catch (err) {
    const about = { err, job: job.name, payload, attempts };
    if (isLast) log.error(about, "A job failed for the last time and is left for the operator");
    else log.error(about, "A job failed and will be tried again");
    throw err;
  }
}

async function beatAndUnlock(
  pool: pg.Pool,
  workerIds: string[],
  silentAfterSeconds: number,
): Promise<void> {
  await pool.query(
    `INSERT INTO job_worker_beat SELECT unnest($1::text[]), now()
     ON CONFLICT (worker_id) DO UPDATE SET beat_at = excluded.beat_at`,
    [workerIds],
  );
  await pool.query(
    "DELETE FROM job_worker_beat WHERE beat_at < now() - make_interval(secs => $1)",
    [FORGET_BEATS_AFTER_SECONDS],
  );
  const { rows } = await pool.query<{ worker_id: string }>(
    `SELECT DISTINCT jobs.locked_by AS worker_id FROM graphile_worker._private_jobs AS jobs
     LEFT JOIN job_worker_beat AS beat ON beat.worker_id = jobs.locked_by
     WHERE jobs.locked_by IS NOT NULL AND jobs.locked_at < now() - make_interval(secs => $1)
       AND coalesce(beat.beat_at, '-infinity') < now() - make_interval(secs => $1)`,
    [silentAfterSeconds],
  );
  if (rows.length === 0) return;
  const silent = rows.map((row) => row.worker_id);
  log.warn({ silent }, "Jobs of silent workers are handed to others");
  await pool.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [silent]);
}
