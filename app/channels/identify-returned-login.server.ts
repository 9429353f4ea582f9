import {
  exchangeCode,
  type FriendshipOutcome,
  readFriendship,
  verifyIdToken,
} from "#app/line/login.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { callbackUrl } from "./channel-addresses.server.ts";
import type { LoginFailure } from "./login-attempt.ts";
import type { ReturnedLogin } from "./login-attempt.server.ts";
import { readChannel } from "./read-channel.server.ts";

export type IdentifyOutcome =
  | {
      outcome: "identified";
      lineUserId: string;
      displayName: string | null;
      pictureUrl: string | null;
      /**
       * Whether they are a friend of the bot that is linked to the login channel; `no_linked_bot` when none is, null when
       * LINE did not say.
       */
      isFriend: boolean | "no_linked_bot" | null;
    }
  | { outcome: "failed"; reason: LoginFailure };

/**
 * Says who came back from LINE: the code is exchanged with the PKCE verifier, the id token verified with the attempt's
 * nonce, the friendship read. Nothing that the browser says is believed.
 *
 * @param options.login a login that has just been taken
 * @param options.error LINE's `error` on the callback, e.g. `ACCESS_DENIED`
 */
export async function identifyReturnedLogin(options: {
  db: Db;
  login: ReturnedLogin;
  code: string | null;
  error: string | null;
}): Promise<IdentifyOutcome> {
  const { db, login, code, error } = options;
  const failed = (reason: LoginFailure) => ({ outcome: "failed" as const, reason });
  if (error) return failed(/^access_denied$/i.test(error) ? "cancelled" : "line_refused");
  if (!code) return failed("line_refused");
  const channel = await readChannel({ db, shopId: login.shopId });
  if (!channel?.login || channel.id !== login.channelId) return failed("not_connected");

  const { codeVerifier, nonce } = login;
  const redirectUri = callbackUrl();
  const exchange = await exchangeCode({ ...channel.login, code, codeVerifier, redirectUri });
  if (exchange.outcome === "unclear") return failed("unclear");
  if (exchange.outcome === "refused") {
    return failed(exchange.error === "invalid_client" ? "secret_refused" : "line_refused");
  }
  const { idToken, accessToken } = exchange;
  const person = await verifyIdToken({ ...channel.login, idToken, nonce });
  if (person.outcome === "unclear") return failed("unclear");
  if (person.outcome === "refused") return failed("id_token");
  const friendship = await readFriendship({ accessToken });
  return { ...person, outcome: "identified", isFriend: toIsFriend(friendship) };
}

function toIsFriend(friendship: FriendshipOutcome): boolean | "no_linked_bot" | null {
  if (friendship.outcome === "found") return friendship.isFriend;
  return friendship.outcome === "no_linked_bot" ? "no_linked_bot" : null;
}
