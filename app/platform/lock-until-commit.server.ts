import type { Db } from "./db.server.ts";

/**
 * Waits until no other transaction holds any of these names, and holds them until the transaction ends (or is rolled
 * back to a savepoint from before). For what row locks cannot guard: rows that are not there yet.
 *
 * Two transactions that take several sets in turn may still block each other; PostgreSQL then fails one of them.
 *
 * @param db a transaction; outside of one the names would be let go of at once
 */
export async function lockUntilCommit(db: Db, names: (string | null | undefined)[]): Promise<void> {
  // Everybody takes them in one order, so that two who want the same pair do not block each other.
  const sorted = [...new Set(names.filter((name) => name != null))].sort();
  await db.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(name, 0))
    FROM unnest(${sorted}::text[]) WITH ORDINALITY AS wanted(name, place) ORDER BY place`;
}

/**
 * Waits until no other transaction holds this name by `lockUntilCommit`, and lets none take it until the transaction
 * ends. Any number share it.
 *
 * @param db a transaction
 */
export async function shareUntilCommit(db: Db, name: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`;
}
