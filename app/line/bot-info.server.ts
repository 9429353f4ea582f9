import { z } from "zod";
import { type LineTrouble, readFromLine } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";

const botSchema = z.object({
  /** The bot's own user id: `destination` of its webhooks. */
  userId: z.string(),
  basicId: z.string(),
  displayName: z.string(),
  pictureUrl: z.string().nullish(),
  /** `chat` when chat is on in LINE Official Account Manager, else `bot`. */
  chatMode: z.string(),
});

export type BotInfo = z.infer<typeof botSchema>;

/** Which bot these credentials speak for (LINE reference, "Get bot info"). */
export async function readBotInfo(options: {
  credentials: LineCredentials;
  timeOutMs?: number;
}): Promise<{ outcome: "found"; found: BotInfo } | LineTrouble> {
  return readFromLine({ ...options, endpoint: "GET /v2/bot/info", schema: botSchema });
}
