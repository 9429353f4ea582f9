import type { LineCredentials } from "#app/line/credentials.ts";

/** How long a change of credentials may take to be noticed by sends that follow each other closely. */
const FRESH_MS = 5_000;

export type ReadCredentials = (shopId: string) => Promise<LineCredentials | null>;

/** Reads a channel's credentials once for the sends that go together, not once for each. */
export function cacheCredentials(
  read: ReadCredentials,
  realTime: () => Date,
): { read: ReadCredentials; forget(shopId: string): void } {
  const kept = new Map<string, { until: number; reading: ReturnType<ReadCredentials> }>();
  return {
    async read(shopId) {
      const at = realTime().getTime();
      const found = kept.get(shopId);
      // Kept from before the clock was turned back, it would be kept for as long.
      if (found && found.until > at && found.until <= at + FRESH_MS) return found.reading;
      for (const [id, { until }] of kept) if (until <= at) kept.delete(id);
      const reading = read(shopId);
      kept.set(shopId, { until: at + FRESH_MS, reading });
      reading.catch(() => kept.delete(shopId));
      return reading;
    },
    forget: (shopId) => void kept.delete(shopId),
  };
}
