import { expect, test, vi } from "vitest";
import { z } from "zod";
import { db, pool } from "#app/platform/database.server.ts";
import { defineJob, enqueue, type Happening, startJobWorker } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";

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

test("starting the job worker warns of nothing: the pool hears of every lost connection", async () => {
  const warned = vi.spyOn(console, "warn");
  const worker = await startJobWorker({ pool, jobs: [], concurrency: 1 });
  await worker.stop();
  expect(warned).not.toHaveBeenCalled();
});
