import { errors, jwtVerify } from "jose";
import { z } from "zod";

/** Shopify's clocks and ours; the library allows the same. */
const CLOCK_TOLERANCE_S = 10;

const shopDomain = z
  .string()
  // The admin tells an origin, customer accounts a bare name (Shopify, "Session Token API").
  .regex(/^(https:\/\/)?[a-z0-9][a-z0-9-]*\.myshopify\.com$/)
  .transform((dest) => dest.replace("https://", ""));

const common = z.object({ aud: z.string(), dest: shopDomain, exp: z.number(), nbf: z.number() });
const customerClaims = common.extend({
  sub: z
    .string()
    .regex(/^gid:\/\/shopify\/Customer\/[1-9]\d*$/)
    .optional(),
});
const staffClaims = common.extend({
  iss: z.string(),
  sub: z.string().regex(/^[1-9]\d*$/),
});

type Options = { token: string | null; apiKey: string; secret: string; realTime: Date };

export type CustomerVerdict =
  /** `customerGid` is null before the customer has logged in: the order status page can be opened by its link alone. */
  { outcome: "verified"; shopDomain: string; customerGid: string | null } | { outcome: "refused" };

/**
 * Who uses a customer account extension, by its session token. Shopify's library does not look at the audience here, so
 * a token for any other app with the same secret's holder would do; and it turns away browsers that it takes for robots.
 *
 * The token is Shopify's, for us, in time, and names a shop and a customer or nobody. A token of the admin is refused.
 */
export async function verifyCustomerToken(options: Options): Promise<CustomerVerdict> {
  const claims = customerClaims.safeParse(await readClaims(options));
  if (!claims.success) return { outcome: "refused" };
  const { dest, sub } = claims.data;
  return { outcome: "verified", shopDomain: dest, customerGid: sub ?? null };
}

/** Who uses an admin extension, by its session token. A customer's token is refused. */
export async function verifyStaffToken(
  options: Options,
): Promise<{ outcome: "verified"; shopDomain: string; staffId: string } | { outcome: "refused" }> {
  const claims = staffClaims.safeParse(await readClaims(options));
  if (!claims.success) return { outcome: "refused" };
  const { dest, iss, sub } = claims.data;
  if (iss !== `https://${dest}/admin`) return { outcome: "refused" };
  return { outcome: "verified", shopDomain: dest, staffId: sub };
}

/** The token of an `Authorization: Bearer …` header, or null. */
export function bearerToken(request: Request): string | null {
  return /^Bearer ([\w.-]+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

async function readClaims({ token, apiKey, secret, realTime }: Options): Promise<unknown> {
  if (!token) return null;
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      audience: apiKey,
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: realTime,
      requiredClaims: ["exp", "nbf"],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
