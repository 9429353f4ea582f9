import { SignJWT } from "jose";

import { gid, newUuid } from "../state/ids.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";

/** Shopify's tokens for customer account extensions live for five minutes. */
const lifeSeconds = 5 * 60;

/**
 * A session token as a customer account extension gets it: without issuer, its shop by the bare name, and the customer
 * only when they have logged in. Signed on real time.
 */
export async function createCustomerToken(
  simulation: Simulation,
  shop: ShopState,
  customerId: number | null,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const token = new SignJWT({ dest: shop.domain })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience(simulation.app.apiKey)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifeSeconds)
    .setJti(newUuid());
  if (customerId !== null) token.setSubject(gid("Customer", customerId));
  return token.sign(new TextEncoder().encode(simulation.app.apiSecret));
}
