import { randomFillSync } from "node:crypto";

/** The length of a UUID. */
const BYTES = 16;
const pool = new Uint8Array(BYTES * 1_024);
let next = pool.length;

/**
 * 16 random bytes for one of many ids, drawn a thousand at a time: the system is asked once and not for each, which would
 * cost more than all else that is done with a row.
 *
 * @returns a view that holds them until a thousand more were taken: to be used at once
 */
export function pooledRandom(): Uint8Array {
  if (next === pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  next += BYTES;
  return pool.subarray(next - BYTES, next);
}
