import type { SandboxClock } from "../clock.ts";
import type { MessagingChannel } from "./state.ts";

const TOKYO_OFFSET_MS = 9 * 3_600_000;

export type QuotaBook = ReturnType<typeof createQuotaBook>;

/**
 * Counts people reached per channel and month, whatever the number of bubbles (LINE reference, "Get quota").
 * The month is Japan's, by the sandbox's clock. Replies are not counted.
 */
export function createQuotaBook(clock: SandboxClock) {
  const used = new Map<string, number>();
  const month = () => new Date(clock.now() + TOKYO_OFFSET_MS).toISOString().slice(0, 7);
  const key = (channel: MessagingChannel) => `${channel.channelId} ${month()}`;
  const usage = (channel: MessagingChannel) => used.get(key(channel)) ?? 0;

  return {
    month,
    usage,
    setUsage(channel: MessagingChannel, totalUsage: number): void {
      used.set(key(channel), totalUsage);
    },
    /** Whether the plan has room for this many people more. A send that reaches nobody still needs room for one. */
    hasRoomFor(channel: MessagingChannel, people: number): boolean {
      return (
        channel.quota.type === "none" || usage(channel) + Math.max(1, people) <= channel.quota.value
      );
    },
    count(channel: MessagingChannel, people: number): void {
      used.set(key(channel), usage(channel) + people);
    },
  };
}
