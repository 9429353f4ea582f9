import { Session } from "@shopify/shopify-api";
import { SignJWT } from "jose";
import { sessionStorage } from "#app/shopify/shopify.server.ts";

type Visit = {
  shop: { domain: string };
  /** Path of the app, e.g. `/app/people?q=x` */
  path: string;
  /** Posted fields; a GET without them */
  form?: Record<string, string>;
  /** When App Bridge's session token ends, epoch seconds */
  expiresAt?: number;
  secret?: string;
};

/**
 * A request of the embedded page as App Bridge sends it, with a session token signed as Shopify signs them, from a shop
 * whose offline token is fresh.
 */
export async function staffRequest({
  shop,
  path,
  form,
  expiresAt,
  secret,
}: Visit): Promise<Request> {
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
  const seconds = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ dest: `https://${shop.domain}`, sid: "sid" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(`https://${shop.domain}/admin`)
    .setAudience(process.env.SHOPIFY_API_KEY ?? "")
    .setSubject("42")
    .setJti(crypto.randomUUID())
    .setNotBefore(seconds - 5)
    .setIssuedAt(seconds - 5)
    .setExpirationTime(expiresAt ?? seconds + 60)
    .sign(Buffer.from(secret ?? process.env.SHOPIFY_API_SECRET ?? ""));
  return new Request(`https://musubi.test${path}`, {
    method: form ? "POST" : "GET",
    body: form ? new URLSearchParams(form) : undefined,
    headers: {
      authorization: `Bearer ${token}`,
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
    },
  });
}
