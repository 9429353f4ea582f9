import type { ChannelTokens } from "./channel-tokens.ts";
import type { ApiCall, Endpoints } from "./endpoints.ts";
import { signIdToken, verifyIdToken } from "./id-tokens.ts";
import { ACCESS_TOKEN_SECONDS, type LoginGrant, type LoginGrants } from "./login-grants.ts";
import { refuse, refuseOAuth, type ApiReply } from "./replies.ts";
import type { SigningKeys } from "./signing-keys.ts";
import type { LineStore } from "./store.ts";
import type { LoginChannel, PhoneUser } from "./state.ts";

type Dependencies = {
  store: LineStore;
  grants: LoginGrants;
  tokens: ChannelTokens;
  keys: SigningKeys;
};
type UserCall = { grant: LoginGrant; channel: LoginChannel; user: PhoneUser };

/** LINE Login v2.1 on api.line.me: tokens, their verification, the profile and the friendship of the user who logged in. */
export function addLoginEndpoints(api: Endpoints, dependencies: Dependencies): void {
  const { store, grants, tokens, keys } = dependencies;

  /** The channel of a form's client_id and client_secret, or LINE's refusal. */
  function client(form: URLSearchParams): LoginChannel | ApiReply {
    const channel = store.loginChannel(form.get("client_id") ?? "");
    if (!channel) return refuseOAuth("invalid_client", "invalid client_id");
    if (form.get("client_secret") !== channel.channelSecret) {
      return refuseOAuth("invalid_client", "invalid client_secret");
    }
    return channel;
  }

  api.open("POST /oauth2/v2.1/token", async ({ form }) => {
    const grantType = form.get("grant_type");
    if (!grantType || !form.has("client_id")) {
      return refuseOAuth("invalid_request", "some parameters missed or invalid");
    }
    if (grantType !== "authorization_code" && grantType !== "refresh_token") {
      return refuseOAuth("unsupported_grant_type", "unsupported grant_type");
    }
    const channel = client(form);
    if (!("channelId" in channel)) return channel;
    if (grantType === "refresh_token") {
      const refreshed = grants.refresh(channel.channelId, form.get("refresh_token") ?? "");
      if (!refreshed) return refuseOAuth("invalid_grant", "invalid refresh token");
      return { status: 200, json: tokenAnswer(refreshed) };
    }
    const redeemed = grants.redeemCode(channel.channelId, form);
    if (typeof redeemed === "string") return refuseOAuth("invalid_grant", redeemed);
    const user = store.owner(redeemed.grant.userId)?.user;
    const isOpenId = redeemed.grant.scopes.includes("openid");
    const id_token =
      user && isOpenId ? await signIdToken(channel, redeemed.grant, user) : undefined;
    return { status: 200, json: { ...tokenAnswer(redeemed), id_token } };
  });

  api.open("GET /oauth2/v2.1/verify", ({ query }) => {
    const token = query.get("access_token") ?? "";
    const login = grants.find(token);
    const channel = tokens.find(token);
    if (login) {
      const { scopes, channelId } = login.grant;
      return verified(scopeAnswer(scopes), channelId, login.expiresAt);
    }
    if (channel && Number.isFinite(channel.expiresAt)) {
      return verified("", channel.channelId, channel.expiresAt);
    }
    return refuseOAuth("invalid_request", "access token expired");
  });

  api.open("POST /oauth2/v2.1/verify", async ({ form }) => {
    const idToken = form.get("id_token");
    const channelId = form.get("client_id");
    if (!idToken || !channelId)
      return refuseOAuth("invalid_request", "some parameters missed or invalid");
    const expected = { nonce: form.get("nonce"), userId: form.get("user_id") };
    const check = await verifyIdToken(store.loginChannel(channelId), idToken, expected, keys);
    return check.ok
      ? { status: 200, json: check.claims }
      : refuseOAuth("invalid_request", check.description);
  });

  api.open("POST /oauth2/v2.1/revoke", ({ form }) => {
    const channel = client(form);
    if (!("channelId" in channel)) return channel;
    const token = form.get("access_token") ?? "";
    if (grants.find(token)?.grant.channelId === channel.channelId) grants.revoke(token);
    return { status: 200 };
  });

  /** Runs `handle` for the user behind the bearer token, which must carry `scope`. */
  function withUser(call: ApiCall, scope: string, handle: (call: UserCall) => ApiReply): ApiReply {
    const token = /^Bearer\s+(\S+)$/i.exec(call.headers.authorization ?? "")?.[1] ?? "";
    const found = grants.find(token);
    const user = store.owner(found?.grant.userId ?? "")?.user;
    const channel = store.loginChannel(found?.grant.channelId ?? "");
    if (!found || !user || !channel) return refuse(401, "invalid token");
    if (!found.grant.scopes.includes(scope)) {
      return refuse(403, "The access token does not have the required scope");
    }
    return handle({ grant: found.grant, channel, user });
  }

  api.open("GET /v2/profile", (call) =>
    withUser(call, "profile", ({ grant, user }) => {
      const { displayName, pictureUrl, statusMessage } = user;
      return {
        status: 200,
        json: { userId: grant.userId, displayName, pictureUrl, statusMessage },
      };
    }),
  );

  for (const method of ["GET", "POST"]) {
    api.open(`${method} /oauth2/v2.1/userinfo`, (call) =>
      withUser(call, "openid", ({ grant, user }) => {
        const profile = grant.scopes.includes("profile")
          ? { name: user.displayName, picture: user.pictureUrl }
          : {};
        return { status: 200, json: { sub: grant.userId, ...profile } };
      }),
    );
  }

  api.open("GET /friendship/v1/status", (call) =>
    withUser(call, "profile", ({ grant, channel }) => {
      const bot = channel.linkedBotUserId;
      if (bot === undefined) return refuse(400, "There is no login bot linked to this channel.");
      return {
        status: 200,
        json: { friendFlag: store.friendship(bot, grant.userId) === "following" },
      };
    }),
  );

  api.open("GET /oauth2/v2.1/certs", () => ({ status: 200, json: keys.certs() }));
}

function tokenAnswer({
  accessToken,
  refreshToken,
  grant,
}: {
  accessToken: string;
  refreshToken: string;
  grant: LoginGrant;
}) {
  return {
    access_token: accessToken,
    token_type: "Bearer",
    refresh_token: refreshToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    scope: scopeAnswer(grant.scopes),
  };
}

/** LINE never names `email` among the scopes, also when it was granted. */
const scopeAnswer = (scopes: string[]) => scopes.filter((scope) => scope !== "email").join(" ");

function verified(scope: string, client_id: string, expiresAt: number): ApiReply {
  const expires_in = Math.floor((expiresAt - Date.now()) / 1_000);
  return { status: 200, json: { scope, client_id, expires_in } };
}
