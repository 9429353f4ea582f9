import { createHmac } from "node:crypto";

import { createSessionToken } from "../oauth/session-token.ts";
import { newToken } from "../state/ids.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import type { AdminLocale } from "./admin-words.ts";

/** The `host` parameter: where the app is embedded, in base64. Apps take none but Shopify's own hosts there. */
export const hostParameter = (shop: ShopState): string =>
  Buffer.from(`admin.shopify.com/store/${shop.domain.split(".")[0]}`)
    .toString("base64")
    .replace(/=+$/, "");

/**
 * The address that the admin opens in its frame: the app's page with what Shopify adds to it, signed like an admin
 * request (`hmac`: hexadecimal HMAC-SHA256 of the sorted query).
 */
export async function embeddedUrl(
  simulation: Simulation,
  shop: ShopState,
  path: string,
  locale: AdminLocale,
): Promise<string> {
  if (!simulation.app.url) throw new Error("The stand-in does not know the app's address yet.");
  const url = new URL(path, simulation.app.url);
  const own: Record<string, string> = {
    embedded: "1",
    host: hostParameter(shop),
    id_token: await createSessionToken(simulation, shop),
    locale,
    session: newToken(),
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1_000)),
  };
  for (const [key, value] of Object.entries(own)) url.searchParams.set(key, value);
  url.searchParams.delete("hmac");
  const message = [...url.searchParams]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join("&");
  const hmac = createHmac("sha256", simulation.app.apiSecret).update(message).digest("hex");
  url.searchParams.set("hmac", hmac);
  return url.href;
}
