import { randomUUID } from "node:crypto";
import type pg from "pg";

/** The end of a lease that another worker has now, or nobody. */
const LOST = 0;

export type Leases = ReturnType<typeof createLeases>;

/**
 * What one dispatcher holds. A lease is a promise to the other workers: until its end, on real time, they leave the
 * send alone; past it they take over. It is renewed while the dispatcher lives.
 */
export function createLeases(options: { pool: pg.Pool; leaseMs: number; realTime: () => Date }) {
  const { pool, leaseMs, realTime } = options;
  const leasedBy = `worker:${randomUUID()}`;
  /** Of everything in hand, held or lost meanwhile, until it is let go. */
  const ends = new Map<string, number>();
  const newEnd = () => new Date(realTime().getTime() + leaseMs);
  return {
    leasedBy,
    newEnd,
    /** Takes down a claimed send, with the end that the claim wrote. */
    hold(sendId: string, end: Date): void {
      ends.set(sendId, end.getTime());
    },
    letGo(sendId: string): void {
      ends.delete(sendId);
    },
    /** Whether no other worker can have taken the send over. */
    isHeld(sendId: string): boolean {
      return (ends.get(sendId) ?? 0) > realTime().getTime();
    },
    count: () => ends.size,
    inHand: () => [...ends.keys()],
    /**
     * Pushes the ends on; what was stopped or taken over meanwhile is no longer held. What is being stored or settled in
     * this moment is left for the next time: waiting for it, in another order than it locks, would be a deadlock.
     */
    async renew(): Promise<void> {
      const ids = [...ends.keys()];
      if (ids.length === 0) return;
      const end = newEnd();
      const { rows } = await pool.query<{ id: string; is_renewed: boolean }>({
        name: "messages.renew-leases",
        text: `
          WITH held AS (
            SELECT id FROM send WHERE id = ANY($2::uuid[]) AND leased_by = $3 AND state = 'dispatching'
          ), free AS (
            SELECT send.id FROM held JOIN send USING (id)
            WHERE leased_by = $3 AND state = 'dispatching' FOR NO KEY UPDATE OF send SKIP LOCKED
          ), renewed AS (
            UPDATE send SET leased_until = $1 FROM free WHERE send.id = free.id RETURNING send.id
          )
          SELECT held.id, renewed.id IS NOT NULL AS is_renewed FROM held LEFT JOIN renewed USING (id)`,
        values: [end, ids, leasedBy],
      });
      const renewed = new Map(rows.map((row) => [row.id, row.is_renewed]));
      for (const id of ids) {
        if (!ends.has(id)) continue;
        if (renewed.get(id)) ends.set(id, end.getTime());
        else if (!renewed.has(id)) ends.set(id, LOST);
      }
    },
    /**
     * Gives everything back at once, so that nobody waits for the leases to end. What is being stored, stopped or settled
     * in this moment is left to its lease.
     */
    async giveBack(): Promise<void> {
      ends.clear();
      await pool.query(
        `WITH mine AS (
           SELECT id FROM send WHERE leased_by = $2 AND state = 'dispatching' FOR NO KEY UPDATE SKIP LOCKED
         )
         UPDATE send SET leased_by = NULL, leased_until = CASE WHEN attempt_id IS NOT NULL THEN $1::timestamptz END,
           state = CASE WHEN attempt_id IS NULL THEN 'planned' ELSE state END
         FROM mine WHERE send.id = mine.id`,
        [realTime(), leasedBy],
      );
    },
  };
}
