import { decodeJwt, errors, jwtVerify, SignJWT } from "jose";
import type { LoginGrant } from "./login-grants.ts";
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
  const { scopes } = grant;
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    ...(grant.authTime === undefined ? {} : { auth_time: grant.authTime }),
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
    amr: grant.amr,
    ...(scopes.includes("profile") ? { name: user.displayName } : {}),
    ...(scopes.includes("profile") && user.pictureUrl ? { picture: user.pictureUrl } : {}),
    ...(scopes.includes("email") && user.email ? { email: user.email } : {}),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: "JWT", alg: "HS256" })
    .setIssuer(ISSUER)
    .setSubject(grant.userId)
    .setAudience(channel.channelId)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFE_SECONDS)
    .sign(keyOf(channel));
}

type IdTokenCheck =
  { ok: true; claims: Record<string, unknown> } | { ok: false; description: string };

/** Verifies an id token as LINE's endpoint does, with LINE's words for what is wrong. */
export async function verifyIdToken(
  channel: LoginChannel | undefined,
  idToken: string,
  expected: { nonce: string | null; userId: string | null },
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
    const { payload } = await jwtVerify(idToken, keyOf(channel), { algorithms: ["HS256"] });
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
