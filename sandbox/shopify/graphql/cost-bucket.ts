/** Points per shop and app on the Standard plan (Shopify: GraphQL Admin API rate limits). */
const maximumAvailable = 2_000;
const restoreRate = 100;

type ThrottleStatus = {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
};

/** The leaky bucket of one shop. It refills on real time. */
export type CostBucket = {
  /** Takes points if they are there; returns whether they were. */
  take(points: number): boolean;
  /** Gives back what a query had reserved and not used. */
  giveBack(points: number): void;
  status(): ThrottleStatus;
  /** Spends all points, to see what an app does then. */
  empty(): void;
};

export function createCostBucket(now: () => number = Date.now): CostBucket {
  let available = maximumAvailable;
  let seen = now();
  const refill = () => {
    const at = now();
    available = Math.min(maximumAvailable, available + ((at - seen) / 1_000) * restoreRate);
    seen = at;
  };
  return {
    take(points) {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack(points) {
      available = Math.min(maximumAvailable, available + points);
    },
    status() {
      refill();
      return { maximumAvailable, currentlyAvailable: Math.floor(available), restoreRate };
    },
    empty() {
      refill();
      available = 0;
    },
  };
}
