import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The sandbox's clock: real time plus an offset that a person or a program pushes forward. */
export type SandboxClock = {
  /** Sandbox time, epoch milliseconds. Tokens, signatures and their expiry use `Date.now()` instead. */
  now(): number;
  /** How far the sandbox is ahead of real time, in milliseconds. */
  offsetMs(): number;
  /** Pushes the clock forward and returns the new sandbox time. Throws a RangeError when `ms` is negative. */
  advance(ms: number): number;
};

/**
 * A clock whose offset stands in a file, as a decimal number of milliseconds, so that processes which share
 * nothing else (the product, the stand-ins) read the same time at the same moment.
 * A missing file is an offset of 0.
 */
export function createFileClock(file: string): SandboxClock {
  mkdirSync(dirname(file), { recursive: true });
  const offsetMs = () => {
    try {
      return Number(readFileSync(file, "utf8")) || 0;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
      throw error;
    }
  };
  return {
    now: () => Date.now() + offsetMs(),
    offsetMs,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError("The clock only goes forward: advance by 0 ms or more.");
      // A rename is atomic, so a reader sees the old offset or the new one, never half a number.
      writeFileSync(`${file}.next`, String(offsetMs() + Math.round(ms)));
      renameSync(`${file}.next`, file);
      return Date.now() + offsetMs();
    },
  };
}

/** A clock of this process alone, for tests and for whoever uses one stand-in by itself. */
export function createMemoryClock(offset = 0): SandboxClock {
  let offsetMs = offset;
  return {
    now: () => Date.now() + offsetMs,
    offsetMs: () => offsetMs,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError("The clock only goes forward: advance by 0 ms or more.");
      offsetMs += Math.round(ms);
      return Date.now() + offsetMs;
    },
  };
}
