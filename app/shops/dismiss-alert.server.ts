import type { Db } from "#app/platform/db.server.ts";
import { DISMISSIBLE, type DismissibleAlert, type Dismissals } from "./alerts.ts";

/**
 * Puts an alert away for the whole shop, until it happens anew.
 *
 * @param options.seenAt when the page was read on which it was put away: what happened since has not been seen
 */
export async function dismissAlert(options: {
  db: Db;
  shopId: string;
  name: DismissibleAlert;
  seenAt: Date;
  now: Date;
}): Promise<void> {
  const { db, shopId, name, seenAt, now } = options;
  const dismissedAt = seenAt < now ? seenAt : now;
  await db.dismissedAlert.upsert({
    where: { shopId_name: { shopId, name } },
    create: { shopId, name, dismissedAt },
    update: { dismissedAt },
  });
}

/** When the shop's alerts were put away last. */
export async function readDismissals(options: { db: Db; shopId: string }): Promise<Dismissals> {
  const { db, shopId } = options;
  const rows = await db.dismissedAlert.findMany({
    where: { shopId, name: { in: [...DISMISSIBLE] } },
  });
  return Object.fromEntries(rows.map(({ name, dismissedAt }) => [name, dismissedAt]));
}
