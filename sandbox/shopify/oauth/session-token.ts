import { createHash } from "node:crypto";

import { SignJWT, jwtVerify } from "jose";
import { z } from "zod";

import { newUuid } from "../state/ids.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";

const claimsSchema = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
});

/** Shopify's session tokens live for one minute. */
const lifeSeconds = 60;

/** A fresh session token for the shop's staff user, as App Bridge hands it to the app. Signed on real time. */
export async function createSessionToken(simulation: Simulation, shop: ShopState): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({
    dest: `https://${shop.domain}`,
    sid: createHash("sha256").update(`${shop.domain}:${shop.staff.id}`).digest("hex"),
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(`https://${shop.domain}/admin`)
    .setAudience(simulation.app.apiKey)
    .setSubject(String(shop.staff.id))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifeSeconds)
    .setJti(newUuid())
    .sign(new TextEncoder().encode(simulation.app.apiSecret));
}

/** The user of a session token that is genuine, in time and for this app and shop; else null. */
export async function verifySessionToken(
  simulation: Simulation,
  shop: ShopState,
  token: string,
): Promise<{ userId: number } | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(simulation.app.apiSecret), {
      algorithms: ["HS256"],
      audience: simulation.app.apiKey,
      clockTolerance: 10,
    });
    const claims = claimsSchema.parse(payload);
    const isOfShop =
      claims.dest === `https://${shop.domain}` && claims.iss === `https://${shop.domain}/admin`;
    return isOfShop ? { userId: Number(claims.sub) } : null;
  } catch {
    return null;
  }
}
