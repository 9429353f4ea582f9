import { z } from "zod";
import { env } from "#app/platform/env.server.ts";
import { shopifyFetch } from "./shopify-fetch.server.ts";

/** A window waits for it. */
const PATIENCE_MS = 5_000;

const text = z.string().trim().min(1).nullish().catch(null);

/** What Shopify says of the person beside an online token (Shopify, "Online access tokens"). */
const answerSchema = z.object({
  associated_user: z.object({
    id: z.number().transform(String),
    first_name: text,
    last_name: text,
    email: text,
    locale: text,
  }),
});

export type StaffMember = {
  shopifyUserId: string;
  name: string | null;
  email: string | null;
  locale: string | null;
};

/**
 * Who a session token is of: name, e-mail and language. They are told by the exchange of the token for an online one;
 * that one is not kept, since all that is done at Shopify is done by the shop's own.
 *
 * @throws Error when Shopify does not answer, or refuses the token
 */
export async function readStaffMember(options: {
  shopDomain: string;
  sessionToken: string;
}): Promise<StaffMember> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = env();
  const response = await shopifyFetch(`https://${options.shopDomain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({
      client_id: SHOPIFY_API_KEY,
      client_secret: SHOPIFY_API_SECRET,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: options.sessionToken,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
    }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok)
    throw new Error(`Shopify did not say who a staff member is: ${response.status}`);
  const { associated_user: user } = answerSchema.parse(await response.json());
  return {
    shopifyUserId: user.id,
    name: fullName(user.first_name ?? null, user.last_name ?? null, user.locale ?? null),
    email: user.email ?? null,
    locale: user.locale ?? null,
  };
}

/** As it is written in the person's language: family name first in Japanese. */
function fullName(first: string | null, last: string | null, locale: string | null): string | null {
  const names = locale?.startsWith("ja") ? [last, first] : [first, last];
  return names.filter((name) => name !== null).join(" ") || null;
}
