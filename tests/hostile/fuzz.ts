import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect } from "vitest";

/** `FUZZ_SEED=… npx vitest run tests/hostile` repeats a run; without it every run tries something else. */
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

/** The measure for each door; fewer while looking for one fault. */
export const MUTANTS = Number(process.env.FUZZ_MUTANTS ?? 10_000);

/**
 * Runs `hold` on batches until so many mutants have been tried. It says which mutant does not hold; nothing is made
 * smaller, as what was stored before would differ.
 */
export async function fuzz<Mutant>(options: {
  door: string;
  mutants?: number;
  batches: fc.Arbitrary<Mutant[]>;
  hold: (batch: Mutant[]) => Promise<void>;
}): Promise<void> {
  const { door, mutants = MUTANTS, batches, hold } = options;
  process.stdout.write(`Fuzzing ${door}: FUZZ_SEED=${SEED}\n`);
  let tried = 0;
  for (let round = 0; tried < mutants; round++) {
    await fc.assert(
      fc.asyncProperty(batches, async (batch) => {
        if (tried >= mutants) return;
        await hold(batch);
        tried += batch.length;
      }),
      { seed: SEED + round, numRuns: 100, unbiased: true, endOnFailure: true, reporter: report },
    );
  }
}

/** Without the counterexample, which is a page of noise: what does not hold says which request it was. */
function report(run: { failed: boolean; errorInstance: unknown; seed: number }): void {
  const { failed, errorInstance, seed } = run;
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  if (failed) {
    throw new Error(`FUZZ_SEED=${SEED}, round ${seed - SEED}: ${reason}`, { cause: errorInstance });
  }
}

/** Fails the file when anything is thrown where nobody waits for it. */
export function expectNothingUnhandled(): void {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  beforeAll(() => {
    process.on("uncaughtException", note);
    process.on("unhandledRejection", note);
  });
  afterAll(() => {
    process.off("uncaughtException", note);
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });
}
