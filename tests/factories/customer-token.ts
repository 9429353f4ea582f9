import type { JWTPayload } from "jose";
import { sessionToken } from "./staff-request.ts";

type Options = {
  shop: { domain: string };
  /** `gid://shopify/Customer/…`; null for somebody who has not logged in */
  customerGid: string | null;
  secret?: string;
  claims?: JWTPayload;
};

/** A session token as a customer account extension gets it from Shopify: without issuer, its shop by the bare name. */
export function customerToken({ shop, customerGid, secret, claims }: Options): Promise<string> {
  return sessionToken({
    shop,
    secret,
    claims: { iss: undefined, dest: shop.domain, sub: customerGid ?? undefined, ...claims },
  });
}

/** What our extension asks the app in a customer's account. */
export async function accountRequest(
  options: Options & { method?: string; path?: string; token?: string },
): Promise<Request> {
  const { method = "GET", path = "/api/customer-account/link" } = options;
  const token = options.token ?? (await customerToken(options));
  return new Request(`https://musubi.test${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "user-agent": "Mozilla/5.0 Chrome/140.0" },
  });
}
