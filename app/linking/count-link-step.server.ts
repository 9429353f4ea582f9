import type { Db } from "#app/platform/db.server.ts";
import type { LinkMethod } from "./link-method.ts";
import type { LinkStepName } from "./link-step.ts";

/**
 * Counts that a step on a way to a tie was reached: once for each time, not for each person, so that nothing about anybody
 * is kept. The day is that of the shop's zone.
 *
 * @param options.times how often at once; 1 unless told
 */
export async function countLinkStep(options: {
  db: Db;
  shopId: string;
  method: LinkMethod;
  step: LinkStepName;
  times?: number;
  now: Date;
}): Promise<void> {
  const { db, shopId, method, step, times = 1, now } = options;
  await db.$executeRaw`
    INSERT INTO link_step (shop_id, day, method, step, count)
    SELECT id, (${now}::timestamptz AT TIME ZONE time_zone)::date, ${method}, ${step}, ${times}::int
    FROM shop WHERE id = ${shopId}::uuid
    ON CONFLICT (shop_id, day, method, step) DO UPDATE SET count = link_step.count + excluded.count`;
}
