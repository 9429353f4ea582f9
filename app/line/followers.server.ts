import { z } from "zod";
import { type LineTrouble, readFromLine } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";

const pageSchema = z.object({ userIds: z.array(z.string()), next: z.string().optional() });

/** LINE's most per request. */
const PAGE = "1000";

export type FollowersOutcome =
  | { outcome: "found"; found: z.infer<typeof pageSchema> }
  /** Only verified and premium accounts may ask (403). */
  | { outcome: "not_verified" }
  /** The continuation token is not taken any more. */
  | { outcome: "cursor_ended" }
  | LineTrouble;

/**
 * A page of the ids of an account's followers, 1,000 at most (LINE reference, "Get a list of users who added your LINE
 * Official Account as a friend"). People who use LINE on a computer only are not listed.
 *
 * @param options.start the `next` of the page before; null for the first
 */
export async function readFollowerIds(options: {
  credentials: LineCredentials;
  start: string | null;
}): Promise<FollowersOutcome> {
  const { credentials, start } = options;
  const answer = await readFromLine({
    credentials,
    endpoint: "GET /v2/bot/followers/ids",
    query: { limit: PAGE, ...(start ? { start } : {}) },
    schema: pageSchema,
  });
  if (answer.outcome !== "refused") return answer;
  if (answer.status === 403) return { outcome: "not_verified" };
  return answer.status === 400 && start ? { outcome: "cursor_ended" } : answer;
}
