import { setTimeout as wait } from "node:timers/promises";
import type { LineCredentials } from "#app/line/credentials.ts";
import { type ProfileOutcome, readProfile } from "#app/line/profile.server.ts";

/** A quarter of LINE's limit for profiles (2,000/s a channel): the rest is for friends who come meanwhile. */
const PER_SECOND = 500;
/** Asked at a time. */
const AT_ONCE = 20;

/**
 * Asks LINE who these user ids are to the channel. It stops at the first that LINE did not answer: the rest is left out.
 *
 * @returns by user id what LINE said; and what ended it early, if anything did
 */
export async function askProfiles(options: {
  credentials: LineCredentials;
  lineUserIds: string[];
}): Promise<{
  told: Map<string, Extract<ProfileOutcome, { outcome: "found" | "not_found" }>>;
  trouble: "unauthorized" | "rate_limited" | "unclear" | null;
}> {
  const { credentials, lineUserIds } = options;
  const told = new Map<string, Extract<ProfileOutcome, { outcome: "found" | "not_found" }>>();
  let trouble: "unauthorized" | "rate_limited" | "unclear" | null = null;
  const began = performance.now();
  const left = lineUserIds.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const lineUserId of left) {
        if (trouble) return;
        const answer = await readProfile({ credentials, lineUserId });
        if (answer.outcome === "found" || answer.outcome === "not_found")
          told.set(lineUserId, answer);
        // A 400: an id of the right form that is none to LINE.
        else if (answer.outcome === "refused" && answer.status === 400)
          told.set(lineUserId, { outcome: "not_found" });
        else if (answer.outcome === "unauthorized" || answer.outcome === "rate_limited")
          trouble = answer.outcome;
        else trouble = "unclear";
      }
    }),
  );
  const leastMs = (lineUserIds.length / PER_SECOND) * 1_000;
  const tookMs = performance.now() - began;
  if (tookMs < leastMs) await wait(leastMs - tookMs);
  return { told, trouble };
}
