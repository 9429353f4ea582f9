import { LEDGER_REASONS } from "./send.ts";

/** What the ledger knows of a send at the last moment before it goes. */
export type LastFacts = {
  validUntil: Date;
  isConnected: boolean;
  isQuotaSpent: boolean;
  isChannelRefused: boolean;
  /** Null when there is no such friend in this shop. */
  followState: string | null;
  isOptedOut: boolean;
  /** See `Manner`. */
  hasWritten?: boolean;
};

export type Verdict =
  | { outcome: "go" }
  | { outcome: "skip"; reason: string }
  | { outcome: "expire" }
  | { outcome: "hold"; until: Date; reason: string };

/**
 * The ledger's own question before every send, whatever its programme said: it holds for all of them.
 *
 * What holds the channel holds the send until its validity ends; releasing the channel brings it back at once.
 */
export function finalCheck(facts: LastFacts, now: Date): Verdict {
  const skip = (reason: string): Verdict => ({ outcome: "skip", reason });
  if (!facts.isConnected) return skip(LEDGER_REASONS.notConnected);
  if (facts.validUntil <= now) return { outcome: "expire" };
  if (facts.followState === "blocked") return skip(LEDGER_REASONS.blocked);
  const isReachable =
    facts.followState === "following" || (facts.followState === "seen" && facts.hasWritten);
  if (!isReachable) return skip(LEDGER_REASONS.notFollowing);
  if (facts.isOptedOut) return skip(LEDGER_REASONS.optedOut);
  const hold = (reason: string): Verdict => ({ outcome: "hold", until: facts.validUntil, reason });
  if (facts.isQuotaSpent) return hold(LEDGER_REASONS.quota);
  if (facts.isChannelRefused) return hold(LEDGER_REASONS.channelRefused);
  return { outcome: "go" };
}
