/** A webhook event as it is stored: what the platform said, and what keeps it unique and in order. */
export type IncomingEvent = {
  source: "line" | "shopify";
  /** Null for Shopify, whose shop is found by its domain while storing. */
  shopId: string | null;
  shopDomain: string | null;
  channelId: string | null;
  /** An event with a key that is stored already is a duplicate. */
  key: string;
  topic: string;
  lane: number;
  body: string;
  /** The platform's time */
  occurredAt: Date | null;
};

/**
 * The table `intake_lane` has 256. More would only cost probes; fewer would make more shops share a lane. A prime, so that
 * a checksum spreads names that differ in a few digits.
 */
export const LANE_COUNT = 251;
