import { z } from "zod";
import { type LineTrouble, readFromLine } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";

const countSchema = z.object({
  status: z.enum(["ready", "unready", "out_of_service"]),
  followers: z.number().int().nullish(),
  targetedReaches: z.number().int().nullish(),
  blocks: z.number().int().nullish(),
});

export type LineFollowerCount = {
  /** How often somebody added the account for the first time: it never falls, whoever blocks it or leaves LINE. */
  followers: number;
  /** Whom a message by age, gender or region can reach. */
  targetedReaches: number;
  /** Who blocks the account at present. */
  blocks: number;
};

/**
 * LINE's own count as it stood at the end of a day (LINE reference, "Get number of followers"). 60 requests an hour.
 *
 * @param options.day `yyyyMMdd` in Japan's time, not today: LINE counts a day after it has ended
 * @returns `not_ready` while LINE still counts, and before LINE counted at all
 */
export async function readFollowerCount(options: {
  credentials: LineCredentials;
  day: string;
}): Promise<
  { outcome: "found"; found: LineFollowerCount } | { outcome: "not_ready" } | LineTrouble
> {
  const { credentials, day } = options;
  const answer = await readFromLine({
    credentials,
    endpoint: "GET /v2/bot/insight/followers",
    query: { date: day },
    schema: countSchema,
  });
  if (answer.outcome !== "found") return answer;
  const { status, followers, targetedReaches, blocks } = answer.found;
  if (status !== "ready") return { outcome: "not_ready" };
  return {
    outcome: "found",
    found: {
      followers: followers ?? 0,
      targetedReaches: targetedReaches ?? 0,
      blocks: blocks ?? 0,
    },
  };
}
