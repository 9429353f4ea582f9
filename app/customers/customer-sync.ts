/**
 * How far the reading of a shop's customers is: the whole of them is to be asked for; Shopify writes it, or we load it; it
 * is there, and what webhooks miss is looked for.
 */
type CustomerSyncState = "wanted" | "running" | "whole";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Between two looks at what Shopify writes. `bulk_operations/finish` comes sooner, if it comes. */
export const LOOK_EVERY_MS = 10_000;
/** Shopify runs as many bulk queries as it allows already. */
export const BUSY_PAUSE_MS = MINUTE_MS;
/** What webhooks missed is found within the hour. */
export const SWEEP_EVERY_MS = HOUR_MS;
/** A step that was begun and not ended is taken up again: its process was killed. A load says in between that it goes on. */
export const LEASE_MS = 10 * MINUTE_MS;
/**
 * So often the whole is read anew: a look finds who changed, and nobody who was deleted without a webhook's word. It also
 * serves after an absence, when the changes are too many to be looked for one by one.
 */
const WHOLE_EVERY_MS = 7 * 24 * HOUR_MS;

const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS];
/** No step is further away. */
export const LONGEST_PAUSE_MS = 6 * HOUR_MS;

/** How long until the next try after so many that failed in a row. */
export function pauseAfter(failures: number): number {
  return PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? MINUTE_MS;
}

/** Whether the whole is to be read (again): the shop came back, or it was last read too long ago. */
export function wantsWhole(
  sync: { state: string; wantedAt: Date; finishedAt: Date | null },
  shop: { installedAt: Date },
  now: Date,
): boolean {
  if (sync.wantedAt < shop.installedAt) return true;
  const state = sync.state as CustomerSyncState;
  if (state !== "whole") return state === "wanted";
  return !sync.finishedAt || now.getTime() - sync.finishedAt.getTime() > WHOLE_EVERY_MS;
}
