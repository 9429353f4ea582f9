import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { db, pool } from "#app/platform/database.server.ts";
import { createPool, databaseUrl } from "#app/platform/db.server.ts";
import { defineJob, enqueue, type Happening, startJobWorker } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";
import { createPatientPool } from "#app/platform/patient-pool.server.ts";

const somethingHappened: Happening<{ id: number }> = {
  name: "tests.something-happened",
  payload: z.object({ id: z.number() }),
};

test("the last failure of a job is told to the operator as such", async () => {
  const told = vi.spyOn(log, "error");
  const job = defineJob(somethingHappened, () => Promise.reject(new Error("broken")));
  const worker = await startJobWorker({ pool, jobs: [job], concurrency: 1 });
  await enqueue(db, somethingHappened, { id: 1 }, { maxAttempts: 1 });
  await enqueue(db, somethingHappened, { id: 2 }, { maxAttempts: 2 });
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2), { timeout: 5_000 });
  await worker.stop();
  const said = new Map(
    told.mock.calls.map(([about, message]) => [
      (about as { payload: { id: number } }).payload.id,
      message,
    ]),
  );
  expect(said.get(1)).toBe("A job failed for the last time and is left for the operator");
  expect(said.get(2)).toBe("A job failed and will be tried again");
});

test("a job that takes longer than a silent worker has runs once, since its worker beats", async () => {
  let [runs, done] = [0, 0];
  const job = defineJob(somethingHappened, async ({ id }) => {
    if (id !== 4) return;
    runs += 1;
    await new Promise((end) => setTimeout(end, 2_500));
    done += 1;
  });
  const worker = await startJobWorker({ pool, jobs: [job], concurrency: 2, silentAfterSeconds: 1 });
  await enqueue(db, somethingHappened, { id: 4 });
  await vi.waitFor(() => expect(done).toBe(1), { timeout: 10_000 });
  await worker.stop();
  expect(runs).toBe(1);
});

test("the jobs of a worker that is heard of no more go to another", async () => {
  let runs = 0;
  const job = defineJob(somethingHappened, ({ id }) => {
    if (id === 5) runs += 1;
    return Promise.resolve();
  });
  await enqueue(db, somethingHappened, { id: 5 });
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'killed', locked_at = now() - interval '5 seconds'
     WHERE payload ->> 'id' = '5'`,
  );
  const worker = await startJobWorker({ pool, jobs: [job], concurrency: 1, silentAfterSeconds: 1 });
  await vi.waitFor(() => expect(runs).toBe(1), { timeout: 10_000 });
  await worker.stop();
});

test("starting the job worker warns of nothing: the pool hears of every lost connection", async () => {
  const warned = vi.spyOn(console, "warn");
  const worker = await startJobWorker({ pool, jobs: [], concurrency: 1 });
  await worker.stop();
  expect(warned).not.toHaveBeenCalled();
});

/** A way to the database that can be cut, and mended again. */
async function openRoad() {
  const database = new URL(databaseUrl());
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(database.port), database.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port: number) =>
    new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const road = new URL(database);
  road.port = String(port);
  return {
    url: road.href,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    mend: () => listen(port),
  };
}

test.each([
  ["is done", () => Promise.resolve()],
  ["fails", () => Promise.reject(new Error("broken"))],
])(
  "a job that %s while the database is gone does not end the process, and is told when it is back",
  async (_, end) => {
    const road = await openRoad();
    const roadPool = createPool(road.url, 4, () => undefined);
    let runs = 0;
    const job = defineJob(somethingHappened, async () => {
      runs += 1;
      if (runs > 1) return;
      road.cut();
      await end();
    });
    const worker = await startJobWorker({ pool: roadPool, jobs: [job], concurrency: 1 });
    await enqueue(db, somethingHappened, { id: 3 });
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 5_000 });
    // The job's end is told at once, and meets the cut.
    await new Promise((done) => setTimeout(done, 500));
    await road.mend();
    await vi.waitFor(
      async () => {
        const waiting = await pool.query(
          "SELECT FROM graphile_worker.jobs WHERE task_identifier = $1 AND locked_at IS NOT NULL",
          [somethingHappened.name],
        );
        expect(waiting.rowCount).toBe(0);
      },
      { timeout: 15_000 },
    );
    await worker.stop();
    road.cut();
    await roadPool.end();
    await pool.query(
      "SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs",
    );
  },
);

test("whoever tells the end of a job once the pool has ended hears no error, which nobody would catch", async () => {
  const endedPool = createPool(databaseUrl(), 1, () => undefined);
  const told = createPatientPool(endedPool).connect();
  (await told).release();
  await endedPool.end();
  const answered = createPatientPool(endedPool)
    .connect()
    .then(
      () => "connected",
      () => "refused",
    );
  const waited = new Promise((done) => setTimeout(done, 50, "waiting"));
  expect(await Promise.race([answered, waited])).toBe("waiting");
});
