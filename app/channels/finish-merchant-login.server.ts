import { exchangeCode, readFriendship, verifyIdToken } from "#app/line/login.server.ts";
import { readProfile } from "#app/line/profile.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { LoginProblem } from "./channel.ts";
import { callbackUrl } from "./channel-addresses.server.ts";
import type { ReturnedLogin } from "./login-attempt.server.ts";
import { type ConnectedChannel, readChannel } from "./read-channel.server.ts";

export type MerchantLoginOutcome =
  | { outcome: "proved"; displayName: string }
  | { outcome: "problem"; problem: LoginProblem }
  | { outcome: "not_connected" };

/**
 * The last proof of the set-up: the merchant's own LINE came back by login, is known to the Messaging API channel (same
 * provider), and is a friend of the bot that is linked to the login channel. Their LINE becomes the address of test sends.
 * The outcome is stored, so that the settings page can tell it.
 *
 * @param options.error LINE's `error` on the callback, e.g. `ACCESS_DENIED`
 */
export async function finishMerchantLogin(options: {
  db: Db;
  login: ReturnedLogin;
  code: string | null;
  error: string | null;
}): Promise<MerchantLoginOutcome> {
  const { db, login } = options;
  const { shopId } = login;
  const channel = await readChannel({ db, shopId });
  if (!channel || channel.id !== login.channelId) return { outcome: "not_connected" };
  const found = await prove(channel, options);
  await db.channel.updateMany({
    where: { shopId, id: channel.id },
    data:
      typeof found === "string"
        ? { loginProblem: found }
        : {
            loginProblem: null,
            testLineUserId: found.lineUserId,
            testDisplayName: found.displayName,
          },
  });
  return typeof found === "string"
    ? { outcome: "problem", problem: found }
    : { outcome: "proved", displayName: found.displayName };
}

async function prove(
  channel: ConnectedChannel,
  options: { login: ReturnedLogin; code: string | null; error: string | null },
): Promise<LoginProblem | { lineUserId: string; displayName: string }> {
  const { login, code } = options;
  if (!code || options.error) return "cancelled";
  if (!channel.login) return "secret_refused";
  const { codeVerifier, nonce } = login;
  const exchange = await exchangeCode({
    ...channel.login,
    code,
    codeVerifier,
    redirectUri: callbackUrl(),
  });
  if (exchange.outcome === "unclear") return "unclear";
  if (exchange.outcome === "refused")
    return exchange.error === "invalid_client" ? "secret_refused" : "id_token";
  const person = await verifyIdToken({ ...channel.login, idToken: exchange.idToken, nonce });
  if (person.outcome === "refused") return "id_token";

  const { lineUserId } = person;
  const [friendship, profile] = await Promise.all([
    readFriendship({ accessToken: exchange.accessToken }),
    readProfile({ credentials: channel.credentials, lineUserId }),
  ]);
  if (friendship.outcome === "no_linked_bot") return "bot_not_linked";
  if (friendship.outcome !== "found") return "unclear";
  if (profile.outcome === "not_found") return friendship.isFriend ? "other_provider" : "not_friend";
  if (profile.outcome !== "found") return "unclear";
  return friendship.isFriend
    ? { lineUserId, displayName: profile.profile.displayName }
    : "other_bot_linked";
}
