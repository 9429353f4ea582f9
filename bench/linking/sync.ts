import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { startProcess } from "#bench/ground/process.ts";
import { interleave, median } from "#bench/ground/rounds.ts";
import { ask } from "#bench/ground/talk.ts";
import { customerLines } from "./customer-lines.ts";

/** What one load took. */
type LoadRound = { seconds: number; rows: number; peakRssMb: number };

/** Customers per second, the median of three rounds; the most memory that a round of ours took, of a process of its own. */
export type SyncFigure = { ours: number; bare: number; ratio: number; peakRssMb: number };

/**
 * How fast a shop's customers are first mirrored, from the file that Shopify wrote: beside the same file read, parsed and
 * brought by COPY into one table without an index.
 *
 * @throws Error when a row is missing on either side
 */
export async function measureSync(options: {
  databaseUrl: string;
  customers: number;
}): Promise<SyncFigure> {
  const { databaseUrl, customers } = options;
  const folder = await mkdtemp(join(tmpdir(), "musubi-bench-sync-"));
  const file = join(folder, "customers.jsonl");
  await pipeline(Readable.from(customerLines(customers)), createWriteStream(file));
  const server = await serve(file);
  const start = (entry: string) =>
    startProcess({
      entry: `bench/linking/${entry}.process.ts`,
      // As `npm start` does it.
      env: { DATABASE_URL: databaseUrl, NODE_OPTIONS: "--max-semi-space-size=16" },
    });
  try {
    const load = (entry: string) => async (): Promise<LoadRound> => {
      const side = await start(entry);
      const round = await ask<LoadRound>(side.child, "load", { url: server.url });
      await side.stop();
      if (round.rows === customers) return round;
      throw new Error(`${entry}: ${round.rows} rows, and ${customers} were due.`);
    };
    const { ours, bare } = await interleave({
      ours: load("load-ours"),
      bare: load("load-bare"),
    });
    const perSecond = (rounds: LoadRound[]) =>
      median(rounds.map(({ seconds }) => customers / seconds));
    return {
      ours: Math.round(perSecond(ours)),
      bare: Math.round(perSecond(bare)),
      ratio: Math.round((100 * perSecond(ours)) / perSecond(bare)) / 100,
      peakRssMb: Math.round(Math.max(...ours.map(({ peakRssMb }) => peakRssMb))),
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where Shopify keeps results of bulk operations: a file behind an address, in a process of its own. */
async function serve(file: string): Promise<{ url: string; close(): Promise<void> }> {
  const side = await startProcess({ entry: "bench/linking/file.process.ts", args: [file] });
  return { url: String(side.ready.url), close: () => side.stop() };
}
