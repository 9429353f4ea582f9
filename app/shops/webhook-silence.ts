const HOUR_MS = 60 * 60_000;

/**
 * How long a platform may tell nothing before it is an alert, by how much it told in the days that are kept before. A
 * shop that hears little may well hear nothing for a day; one that hears a few an hour does not even at night.
 */
const PATIENCE = [
  { events: 1_000, ms: 6 * HOUR_MS },
  { events: 50, ms: 24 * HOUR_MS },
];

/** Nobody is asked about who was told something more recently. */
export const SHORTEST_SILENCE_MS = Math.min(...PATIENCE.map(({ ms }) => ms));
/** More need not be counted. */
export const MOST_COUNTED = Math.max(...PATIENCE.map(({ events }) => events));

/**
 * Whether webhooks have stopped that used to come.
 *
 * @param heard when the last one came, and how many are kept
 */
export function isSilent(heard: { lastAt: Date; events: number }, now: Date): boolean {
  const silenceMs = now.getTime() - heard.lastAt.getTime();
  return PATIENCE.some(({ events, ms }) => heard.events >= events && silenceMs >= ms);
}
