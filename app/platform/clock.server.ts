import { readFileSync } from "node:fs";
import { env } from "./env.server.ts";

/**
 * The product's time. Everything that a merchant or a customer would call "when" asks here, never the database's
 * `now()`, so that the sandbox can travel and tests can stand still.
 *
 * Tokens, signatures, leases and rate limits live on real time: they use `realTime()`.
 */
export function now(): Date {
  const file = env().SANDBOX_CLOCK_FILE;
  return new Date(file ? Date.now() + readOffset(file) : Date.now());
}

/** Real time, for what is agreed with another machine: token expiry, signatures, leases, rate limits. */
export function realTime(): Date {
  return new Date();
}

function readOffset(file: string): number {
  try {
    return Number(readFileSync(file, "utf8")) || 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
