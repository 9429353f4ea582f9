import { stopSends } from "#app/messages/stop-sends.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { RECOVERY } from "./plan-recovery.server.ts";
import type { SkipReason } from "./recovery-rules.ts";

/**
 * Stops what is still to come about checkouts that were ordered or deleted. What has been given to LINE already stays
 * as it is. A cart that was emptied is not stopped: it may be filled again, so it is judged when a step is due.
 *
 * @param options.reason what the merchant reads beside the steps
 * @returns how many sends were stopped
 */
export async function stopRecovery(options: {
  db: Db;
  shopId: string;
  checkoutIds: string[];
  reason: Extract<SkipReason, "ordered" | "deleted">;
  now: Date;
}): Promise<number> {
  const { db, shopId, checkoutIds, reason, now } = options;
  return stopSends({ db, shopId, kind: RECOVERY, subjectIds: checkoutIds, reason, now });
}
