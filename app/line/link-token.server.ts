import { z } from "zod";
import { type LineTrouble, readFromLine } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";
import { lineAddress } from "./line-address.server.ts";

const tokenSchema = z.object({ linkToken: z.string().min(1) });

/**
 * Asks for a link token, which serves ten minutes and once (LINE reference, "Issue link token").
 *
 * @param options.lineUserId the only one whom LINE's dialog lets link by it
 */
export async function issueLinkToken(options: {
  credentials: LineCredentials;
  lineUserId: string;
}): Promise<{ outcome: "issued"; linkToken: string } | LineTrouble> {
  const answer = await readFromLine({
    credentials: options.credentials,
    endpoint: "POST /v2/bot/user/{userId}/linkToken",
    params: { userId: options.lineUserId },
    schema: tokenSchema,
  });
  if (answer.outcome !== "found") return answer;
  return { outcome: "issued", linkToken: answer.found.linkToken };
}

/**
 * LINE's dialog that asks the friend, and then tells us by an `accountLink` event (LINE docs, "Link user accounts").
 *
 * @param options.nonce 10 to 255 characters, at least 128 random bits
 */
export function accountLinkUrl(options: { linkToken: string; nonce: string }): string {
  return `${lineAddress().access}/dialog/bot/accountLink?${new URLSearchParams(options)}`;
}
