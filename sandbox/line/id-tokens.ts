import {
  createLocalJWKSet,
  decodeJwt,
  errors,
  jwtVerify,
  type JWTVerifyGetKey,
  SignJWT,
} from "jose";
import type { LoginGrant } from "./login-grants.ts";
import type { SigningKeys } from "./signing-keys.ts";
import type { LoginChannel, PhoneUser } from "./state.ts";

const ISSUER = "https://access.line.me";
/** LINE's id tokens live an hour. */
const LIFE_SECONDS = 3_600;

const keyOf = (channel: LoginChannel) => new TextEncoder().encode(channel.channelSecret);

/** An id token for a web login: HS256 under the channel secret (LINE docs, "Get profile information from ID tokens"). */
export function signIdToken(
  channel: LoginChannel,
  grant: LoginGrant,
  user: PhoneUser,
): Promise<string> {
  return new SignJWT(idTokenClaims(channel, grant, user))
    .setProtectedHeader({ typ: "JWT", alg: "HS256" })
    .sign(keyOf(channel));
}

/** What an id token says, however it is signed: a LIFF app's by `SigningKeys`. */
export function idTokenClaims(channel: LoginChannel, grant: LoginGrant, user: PhoneUser) {
  const { scopes } = grant;
  const now = Math.floor(Date.now() / 1_000);
  return {
    iss: ISSUER,
    sub: grant.userId,
    aud: channel.channelId,
    iat: now,
    exp: now + LIFE_SECONDS,
    ...(grant.authTime === undefined ? {} : { auth_time: grant.authTime }),
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
    amr: grant.amr,
    ...(scopes.includes("profile") ? { name: user.displayName } : {}),
    ...(scopes.includes("profile") && user.pictureUrl ? { picture: user.pictureUrl } : {}),
    ...(scopes.includes("email") && user.email ? { email: user.email } : {}),
  };
}

type IdTokenCheck =
  { ok: true; claims: Record<string, unknown> } | { ok: false; description: string };

/** Verifies an id token as LINE's endpoint does, with LINE's words for what is wrong. */
export async function verifyIdToken(
  channel: LoginChannel | undefined,
  idToken: string,
  expected: { nonce: string | null; userId: string | null },
  keys: SigningKeys,
): Promise<IdTokenCheck> {
  const wrong = (description: string): IdTokenCheck => ({ ok: false, description });
  let audience: unknown;
  try {
    audience = decodeJwt(idToken).aud;
  } catch (error) {
    if (error instanceof errors.JOSEError) return wrong("Invalid IdToken.");
    throw error;
  }
  if (!channel || audience !== channel.channelId) return wrong("Invalid IdToken Audience.");
  try {
    const keyFor: JWTVerifyGetKey = (header, token) =>
      header.alg === "ES256" ? createLocalJWKSet(keys.certs())(header, token) : keyOf(channel);
    const { payload } = await jwtVerify(idToken, keyFor, { algorithms: ["HS256", "ES256"] });
    if (payload.iss !== ISSUER) return wrong("Invalid IdToken Issuer.");
    if (expected.nonce !== null && payload.nonce !== expected.nonce)
      return wrong("Invalid IdToken Nonce.");
    if (expected.userId !== null && payload.sub !== expected.userId) {
      return wrong("Invalid IdToken Subject Identifier.");
    }
    return { ok: true, claims: payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return wrong("IdToken expired.");
    if (error instanceof errors.JOSEError) return wrong("Invalid IdToken.");
    throw error;
  }
}
