import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

export type LedgerRow = {
  checkoutToken: string;
  delayMinutes: number;
  state: string;
  reason: string | null;
};

export type Progress = {
  /** Webhook events that wait to be worked on. */
  waitingEvents: number;
  /** Sends that were due by then and have not come to their end. */
  unsettledSends: number;
  settledSends: number;
};

const SETTLED = ["accepted", "rejected", "skipped", "superseded", "expired", "unknown"];

export type Ledger = ReturnType<typeof openLedger>;

/** Looks into the product's tables from outside; waits where PostgreSQL is just being killed. */
export function openLedger(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // A connection that breaks is heard of by the query that uses it.
  pool.on("error", () => undefined);

  async function ask<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
    for (let tries = 1; ; tries++) {
      try {
        return (await pool.query<Row>(text, values)).rows;
      } catch (error) {
        if (tries === 100) throw error;
        await wait(200);
      }
    }
  }

  return {
    /**
     * @param options.dueBy which sends have to be settled, in product time
     * @param options.withQuota also those that wait for a quota
     */
    async progress(options: { dueBy: number; withQuota: boolean }): Promise<Progress> {
      const [row] = await ask<Progress>(
        `SELECT
           (SELECT count(*)::int FROM webhook_event WHERE processed_at IS NULL) AS "waitingEvents",
           (SELECT count(*)::int FROM send
            WHERE state <> ALL($1) AND due_at <= $2 AND ($3 OR reason IS DISTINCT FROM 'quota')) AS "unsettledSends",
           (SELECT count(*)::int FROM send WHERE state = ANY($1)) AS "settledSends"`,
        [SETTLED, new Date(options.dueBy), options.withQuota],
      );
      return row!;
    },
    /** What the merchant would read of each reminder. */
    sends: () =>
      ask<LedgerRow>(
        `SELECT checkout.token AS "checkoutToken", step.delay_minutes AS "delayMinutes", send.state, send.reason
         FROM send JOIN checkout ON checkout.id = send.subject_id JOIN recovery_step AS step ON step.id = send.part_id`,
      ),
    /** Webhook events that were given up. */
    async setAside(): Promise<number> {
      const [row] = await ask<{ count: number }>(
        "SELECT count(*)::int AS count FROM webhook_event WHERE outcome LIKE 'failed%' AND processed_at IS NOT NULL AND body IS NOT NULL",
      );
      return row!.count;
    },
    close: () => pool.end(),
  };
}
