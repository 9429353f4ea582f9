import { readProfile } from "#app/line/profile.server.ts";
import { realTime } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { LoginProblem } from "./channel.ts";
import { identifyReturnedLogin } from "./identify-returned-login.server.ts";
import type { ReturnedLogin } from "./login-attempt.server.ts";
import { readChannel } from "./read-channel.server.ts";

export type MerchantLoginOutcome =
  { outcome: "proved"; displayName: string } | { outcome: "problem"; problem: LoginProblem };

/**
 * The last proof of the set-up: the merchant's own LINE came back by login (callback URL, secret), is known to the Messaging
 * API channel (same provider), and is a friend of the bot that is linked to the login channel. Their LINE becomes the
 * address of test sends. The outcome is stored, so that the settings page can tell it.
 */
export async function finishMerchantLogin(options: {
  db: Db;
  login: ReturnedLogin;
  code: string | null;
  error: string | null;
}): Promise<MerchantLoginOutcome> {
  const { db, login } = options;
  const { shopId, channelId } = login;
  const proof = await prove(options);
  await db.channel.updateMany({
    where: { shopId, id: channelId, messagingChannelId: { not: null } },
    data:
      typeof proof === "string"
        ? { loginProblem: proof }
        : {
            loginProblem: null,
            testLineUserId: proof.lineUserId,
            testDisplayName: proof.displayName,
          },
  });
  await db.loginAttempt.updateMany({
    where: { id: login.id, shopId },
    data: { usedAt: realTime() },
  });
  return typeof proof === "string"
    ? { outcome: "problem", problem: proof }
    : { outcome: "proved", displayName: proof.displayName };
}

async function prove(
  options: Parameters<typeof finishMerchantLogin>[0],
): Promise<LoginProblem | { lineUserId: string; displayName: string }> {
  const { db, login } = options;
  const person = await identifyReturnedLogin(options);
  if (person.outcome === "failed") return person.reason;
  const { lineUserId, isFriend } = person;
  if (isFriend === null) return "unclear";
  if (isFriend === "no_linked_bot") return "bot_not_linked";
  const channel = await readChannel({ db, shopId: login.shopId });
  if (!channel) return "not_connected";
  const profile = await readProfile({ credentials: channel.credentials, lineUserId });
  if (profile.outcome === "not_found") return isFriend ? "other_provider" : "not_friend";
  if (profile.outcome !== "found") return "unclear";
  return isFriend ? { lineUserId, displayName: profile.profile.displayName } : "other_bot_linked";
}
