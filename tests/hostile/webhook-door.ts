import { createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import { startIntakeWorker } from "#app/worker/work-intake.server.ts";
import { openIntake } from "#tests/intake/open-intake.ts";
import { type Mutation, mutate, mutations } from "./mutants.ts";
import { fuzz } from "./fuzz.ts";
import { bodyRead, type RawRequest, sendRaw } from "./raw-request.ts";

type Door = {
  name: string;
  signatureHeader: string;
  secret: string;
  /** The nth of its real requests, told apart from all others by this number. */
  original: (
    n: number,
    number: number,
  ) => { target: string; headers: [name: string, value: string][]; json: string };
  /**
   * What may be stored of a signed request, and what must be once it was acknowledged: what still has the id that it
   * was told apart by.
   */
  rowsOf: (request: RawRequest, number: number) => { may: string[]; must: string[] };
};

const hmac = (secret: string, body: Buffer) =>
  createHmac("sha256", secret).update(body).digest("base64");

/**
 * Sends the mutants to the real door, and holds after each batch: an answer to each that is no failure of ours, and
 * nothing stored but what was signed, and all of that once it was acknowledged.
 */
export async function fuzzDoor(door: Door): Promise<{ answers: Record<string, number> }> {
  const { signatureHeader, secret, rowsOf } = door;
  const intake = await openIntake();
  const port = Number(new URL(intake.url).port);
  const answers: Record<string, number> = {};
  let number = 0;
  let lastId = 0n;

  function toMutant(mutation: Mutation) {
    const original = door.original(mutation.example, ++number);
    const sign = (body: Buffer) => hmac(secret, body);
    const request = mutate({ ...original, signatureHeader, sign }, mutation);
    return { request, number };
  }

  /** By the rules of the platform and of HTTP, worked out beside the product. */
  function isSigned(request: RawRequest): boolean {
    const body = bodyRead(request);
    const name = signatureHeader.toLowerCase();
    const [signature, ...others] = request.headers.filter(([each]) => each.toLowerCase() === name);
    return body !== null && others.length === 0 && signature?.[1].trim() === hmac(secret, body);
  }

  async function hold(batch: Mutation[]): Promise<void> {
    const mutants = batch.map(toMutant);
    const statuses = await Promise.all(mutants.map(({ request }) => sendRaw(port, request)));
    const stored = await storedSince(lastId);
    lastId = stored.at(-1)?.id ?? lastId;
    const bodies = new Set(stored.map(({ body }) => body ?? ""));
    const allowed = new Set<string>();
    for (const [index, { request, number }] of mutants.entries()) {
      const status = statuses[index]!;
      answers[status] = (answers[status] ?? 0) + 1;
      if (status === "hangs" || status >= 500) fail(`answered ${status}`, request);
      if (!isSigned(request)) {
        if (status === 200) fail("accepted without a signature", request);
        continue;
      }
      const { may, must } = rowsOf(request, number);
      for (const row of may) allowed.add(row);
      if (status === 200 && must.some((row) => !bodies.has(row))) {
        fail("acknowledged and not stored", request);
      }
    }
    const unsigned = [...bodies].filter((body) => !allowed.has(body));
    expect(unsigned.map((body) => body.slice(0, 1_000))).toEqual([]);
  }

  await fuzz({ door: door.name, batches: mutations, hold });
  await intake.close();
  return { answers };
}

async function storedSince(id: bigint) {
  return db.webhookEvent.findMany({
    where: { id: { gt: id } },
    orderBy: { id: "asc" },
    select: { id: true, body: true },
  });
}

/** With enough of the request to make it again by hand. */
function fail(what: string, { method, target, version, headers, body, framing }: RawRequest) {
  const request = { method, target, version, headers, framing, body: body.toString("latin1") };
  throw new Error(`${what}: ${JSON.stringify(request).slice(0, 5_000)}`);
}

/** Events that take longer are stuck. */
const NO_PROGRESS_MS = 15_000;

/**
 * Has the real worker work off all that is stored.
 *
 * @returns what failed or is stuck, with its payload
 */
export async function workOff(): Promise<
  { topic: string; outcome: string | null; body: string }[]
> {
  const countWaiting = () => db.webhookEvent.count({ where: { processedAt: null, attempts: 0 } });
  const worker = await startIntakeWorker({ pool, db });
  let waiting = await countWaiting();
  for (let since = Date.now(); waiting > 0 && Date.now() - since < NO_PROGRESS_MS;) {
    await wait(200);
    const left = await countWaiting();
    if (left < waiting) since = Date.now();
    waiting = left;
  }
  await worker.stop();
  const unfinished = await db.webhookEvent.findMany({
    where: { OR: [{ processedAt: null }, { attempts: { gt: 0 } }, { outcome: null }] },
    select: { topic: true, outcome: true, body: true },
    take: 20,
  });
  return unfinished.map((each) => ({ ...each, body: each.body?.slice(0, 1_000) ?? "" }));
}
