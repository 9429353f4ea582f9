import type { Db } from "#app/platform/db.server.ts";

/** Older trouble has been read, or is past mending. */
const DAYS = 7;

/** What went wrong with sends lately and wants a merchant's eye: refused by LINE, not known to have arrived, waiting. */
export async function readSendAlerts(options: {
  db: Db;
  shopId: string;
  now: Date;
}): Promise<{ rejected: number; unknown: number; waitingForQuota: number }> {
  const { db, shopId, now } = options;
  const since = new Date(now.getTime() - DAYS * 24 * 60 * 60 * 1000);
  const [settled, waitingForQuota] = await Promise.all([
    db.send.groupBy({
      by: ["state"],
      where: { shopId, state: { in: ["rejected", "unknown"] }, settledAt: { gte: since } },
      _count: true,
    }),
    db.send.count({ where: { shopId, state: "held", reason: "quota" } }),
  ]);
  const count = (state: string) => settled.find((each) => each.state === state)?._count ?? 0;
  return { rejected: count("rejected"), unknown: count("unknown"), waitingForQuota };
}
