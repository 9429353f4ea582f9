import { Session } from "@shopify/shopify-api";
import { type JWTPayload, SignJWT } from "jose";
import { sessionStorage } from "#app/shopify/shopify.server.ts";

type TokenOptions = {
  shop: { domain: string };
  /** When App Bridge's session token ends, epoch seconds */
  expiresAt?: number;
  secret?: string;
  /** Claims in place of those that Shopify makes */
  claims?: JWTPayload;
};

type Visit = TokenOptions & {
  /** Path of the app, e.g. `/app/people?q=x` */
  path: string;
  /** Posted fields; a GET without them */
  form?: Record<string, string>;
};

/** A session token as App Bridge gets it from Shopify, for the staff member 42. */
export async function sessionToken(options: TokenOptions): Promise<string> {
  const { shop, expiresAt, secret = process.env.SHOPIFY_API_SECRET ?? "", claims } = options;
  const seconds = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: `https://${shop.domain}/admin`,
    dest: `https://${shop.domain}`,
    aud: process.env.SHOPIFY_API_KEY ?? "",
    sub: "42",
    sid: "sid",
    jti: crypto.randomUUID(),
    nbf: seconds - 5,
    iat: seconds - 5,
    exp: expiresAt ?? seconds + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(Buffer.from(secret));
}

/** Stores what token exchange gave the app for the shop: an offline token that is fresh. */
export async function storeOfflineToken(shop: { domain: string }): Promise<void> {
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${shop.domain}`,
      shop: shop.domain,
      state: "",
      isOnline: false,
      accessToken: "shpat_test",
      scope: process.env.SCOPES ?? "",
      expires: new Date(Date.now() + 3_600_000),
      refreshToken: "shprt_test",
      refreshTokenExpires: new Date(Date.now() + 86_400_000),
    }),
  );
}

/** A request of the embedded page as App Bridge sends it, from a shop whose offline token is fresh. */
export async function staffRequest({ path, form, ...token }: Visit): Promise<Request> {
  await storeOfflineToken(token.shop);
  return new Request(`https://musubi.test${path}`, {
    method: form ? "POST" : "GET",
    body: form ? new URLSearchParams(form) : undefined,
    headers: {
      authorization: `Bearer ${await sessionToken(token)}`,
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
    },
  });
}
