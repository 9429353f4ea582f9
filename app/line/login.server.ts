import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { isSameSecret } from "#app/platform/crypto.server.ts";
import { callLine } from "./call-line.server.ts";
import { lineAddress } from "./line-address.server.ts";

/** A LINE Login channel's id and secret, unsealed: never logged, never sent to a browser. */
export type LoginCredentials = { loginChannelId: string; loginSecret: string };

/** LINE's web login names itself so in every id token (LINE Login reference, "ID tokens"). */
const ISSUER = "https://access.line.me";

/** As far as this machine's clock and LINE's may be apart. */
const CLOCKS_DIFFER_SECONDS = 60;

/**
 * Where a browser goes to log in (LINE Login reference, "Authenticating users and making authorization requests").
 *
 * @param options.codeChallenge of PKCE; LINE takes S256 only
 * @param options.botPrompt `aggressive` asks on a page of its own to add the linked bot as a friend
 */
export function authorizeUrl(options: {
  loginChannelId: string;
  redirectUri: string;
  state: string;
  nonce: string;
  codeChallenge: string;
  botPrompt: "normal" | "aggressive";
  locale: "ja" | "en";
}): string {
  const url = new URL(`${lineAddress().access}/oauth2/v2.1/authorize`);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: options.loginChannelId,
    redirect_uri: options.redirectUri,
    state: options.state,
    scope: "openid profile",
    nonce: options.nonce,
    code_challenge: options.codeChallenge,
    code_challenge_method: "S256",
    bot_prompt: options.botPrompt,
    ui_locales: options.locale === "ja" ? "ja-JP" : "en-US",
  }).toString();
  return url.href;
}

export type ExchangeOutcome =
  | { outcome: "exchanged"; accessToken: string; idToken: string }
  /** `error` is OAuth's: `invalid_grant` for a code that is spent, old or not ours, `invalid_client` for id and secret. */
  | { outcome: "refused"; error: string }
  | { outcome: "unclear"; reason: string };

const tokensSchema = z.object({ access_token: z.string(), id_token: z.string() });
const oauthErrorSchema = z.object({ error: z.string().catch("unknown") });

/** Exchanges the code of the callback, which lives 10 minutes and once (LINE Login reference, "Issue access token"). */
export async function exchangeCode(
  options: LoginCredentials & { code: string; redirectUri: string; codeVerifier: string },
): Promise<ExchangeOutcome> {
  const answer = await callLine({
    endpoint: "POST /oauth2/v2.1/token",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: options.code,
      redirect_uri: options.redirectUri,
      client_id: options.loginChannelId,
      client_secret: options.loginSecret,
      code_verifier: options.codeVerifier,
    }),
  });
  if (answer.kind === "unclear") return { outcome: "unclear", reason: answer.reason };
  if (answer.status === 429) return { outcome: "unclear", reason: "rate_limited" };
  if (answer.status !== 200)
    return { outcome: "refused", error: oauthErrorSchema.parse(answer.body ?? {}).error };
  const { access_token, id_token } = tokensSchema.parse(answer.body);
  return { outcome: "exchanged", accessToken: access_token, idToken: id_token };
}

/**
 * Asks LINE whether a login channel's id and secret belong together: a code that cannot exist is refused as
 * `invalid_grant` only to a client that LINE knows (RFC 6749, 5.2).
 */
export async function checkLoginCredentials(
  options: LoginCredentials & { redirectUri: string },
): Promise<
  { outcome: "accepted" } | { outcome: "refused" } | { outcome: "unclear"; reason: string }
> {
  const answer = await exchangeCode({
    ...options,
    code: "musubi-credentials-check",
    codeVerifier: "0".repeat(43),
  });
  if (answer.outcome === "unclear") return answer;
  if (answer.outcome === "exchanged")
    throw new Error("LINE exchanged a code that it never issued.");
  return { outcome: answer.error === "invalid_grant" ? "accepted" : "refused" };
}

const claimsSchema = z.object({
  sub: z.string().regex(/^U[0-9a-f]{32}$/),
  nonce: z.string().nullish(),
  name: z.string().nullish(),
  picture: z.string().nullish(),
  email: z.email().nullish(),
});

export type IdTokenOutcome =
  | {
      outcome: "verified";
      lineUserId: string;
      displayName: string | null;
      pictureUrl: string | null;
      /** Verified by LINE; only where LINE has granted the channel the scope and the user has allowed it. */
      email: string | null;
    }
  /** Not signed by LINE, for another channel or login, or past its end. */
  | { outcome: "refused"; reason: string }
  /** LINE did not tell the keys that it signs with. */
  | { outcome: "unclear"; reason: string };

/**
 * Who logged in. A web login's token is HS256 under the channel secret, has just been exchanged for a code, and carries
 * the login's nonce. A LIFF page's is ES256 under one of LINE's keys, or HS256, has no nonce of ours, and is as old as
 * the browser's login to LINE: up to the hour that LINE lets it live (LINE Login docs, "Verify ID token").
 *
 * @param options.nonce null: the token comes from a LIFF page
 */
export async function verifyIdToken(
  options: LoginCredentials & { idToken: string; nonce: string | null },
): Promise<IdTokenOutcome> {
  const { idToken, nonce, loginChannelId, loginSecret } = options;
  const secret = Buffer.from(loginSecret);
  const isLiff = nonce === null;
  // Which key serves is decided by the algorithm, so that none is ever used for another.
  const keyFor: JWTVerifyGetKey = (header, token) =>
    header.alg === "ES256" ? lineKeys()(header, token) : secret;
  try {
    const { payload } = await jwtVerify(idToken, keyFor, {
      algorithms: isLiff ? ["ES256", "HS256"] : ["HS256"],
      issuer: ISSUER,
      audience: loginChannelId,
      requiredClaims: ["exp", "sub", "iat", ...(isLiff ? [] : ["nonce"])],
      // Neither kept from earlier nor of a time to come.
      maxTokenAge: isLiff ? "1h" : "10m",
      clockTolerance: CLOCKS_DIFFER_SECONDS,
    });
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return { outcome: "refused", reason: "claims" };
    const { sub, name, picture, email } = claims.data;
    if (nonce !== null && !isSameSecret(claims.data.nonce ?? "", nonce))
      return { outcome: "refused", reason: "nonce" };
    return {
      outcome: "verified",
      lineUserId: sub,
      displayName: name ?? null,
      pictureUrl: picture ?? null,
      email: email ?? null,
    };
  } catch (error) {
    if (error instanceof KeysError) return { outcome: "unclear", reason: "no_keys" };
    if (error instanceof errors.JOSEError) return { outcome: "refused", reason: error.code };
    throw error;
  }
}

/** LINE's keys could not be read. */
class KeysError extends Error {
  override name = "KeysError";
}

/** The library's words for an answer that has no keys in it; its other errors are about the token. */
const KEYS_NOT_READ = new Set(["ERR_JOSE_GENERIC", "ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID"]);

let keys: { url: string; read: JWTVerifyGetKey } | undefined;

/**
 * LINE's public keys, kept for ten minutes and read again when a token names another, at most every 30 seconds (the
 * library's defaults): so LINE may change them at any time, and made-up names do not make us ask.
 */
function lineKeys(): JWTVerifyGetKey {
  const url = `${lineAddress().api}/oauth2/v2.1/certs`;
  if (keys?.url !== url) {
    const set = createRemoteJWKSet(new URL(url));
    const read: JWTVerifyGetKey = async (header, token) => {
      try {
        return await set(header, token);
      } catch (cause) {
        if (cause instanceof errors.JOSEError && !KEYS_NOT_READ.has(cause.code)) throw cause;
        throw new KeysError("LINE did not tell its keys.", { cause });
      }
    };
    keys = { url, read };
  }
  return keys.read;
}

export type FriendshipOutcome =
  | { outcome: "found"; isFriend: boolean }
  /** LINE answers nothing about friendship: no bot is linked to the login channel. */
  | { outcome: "no_linked_bot" }
  | { outcome: "unclear"; reason: string };

/** Whether who logged in has the bot that is linked to the login channel as a friend (LINE Login reference, "Get friendship status"). */
export async function readFriendship(options: { accessToken: string }): Promise<FriendshipOutcome> {
  const answer = await callLine({
    endpoint: "GET /friendship/v1/status",
    headers: { authorization: `Bearer ${options.accessToken}` },
  });
  if (answer.kind === "unclear") return { outcome: "unclear", reason: answer.reason };
  if (answer.status === 429) return { outcome: "unclear", reason: "rate_limited" };
  if (answer.status !== 200) return { outcome: "no_linked_bot" };
  return {
    outcome: "found",
    isFriend: z.object({ friendFlag: z.boolean() }).parse(answer.body).friendFlag,
  };
}
