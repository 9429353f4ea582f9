import { z } from "zod";
import { type LineTrouble, readFromLine } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";

const profileSchema = z.object({
  displayName: z.string(),
  pictureUrl: z.string().nullish(),
  /** BCP 47; LINE leaves it out for those who have not agreed to its privacy policy. */
  language: z.string().nullish(),
});

type LineProfile = z.infer<typeof profileSchema>;
export type ProfileOutcome =
  | { outcome: "found"; profile: LineProfile }
  /** No friend of this account, one who has blocked it, or nobody of this provider. */
  | { outcome: "not_found" }
  | LineTrouble;

/** A friend's name, picture and language (LINE reference, "Get profile"). */
export async function readProfile(options: {
  credentials: LineCredentials;
  lineUserId: string;
}): Promise<ProfileOutcome> {
  const answer = await readFromLine({
    credentials: options.credentials,
    endpoint: "GET /v2/bot/profile/{userId}",
    params: { userId: options.lineUserId },
    schema: profileSchema,
  });
  if (answer.outcome === "found") return { outcome: "found", profile: answer.found };
  return answer.outcome === "refused" && answer.status === 404 ? { outcome: "not_found" } : answer;
}
