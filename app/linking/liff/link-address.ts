import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js";
import { z } from "zod";

/** What a customer can be found by: an e-mail address in lower case, or a phone number in E.164. */
export type LinkAddress = { kind: "email" | "phone"; value: string };

export const linkAddressSchema = z.object({ kind: z.enum(["email", "phone"]), value: z.string() });

/** SMTP's limit for an address (RFC 5321, 4.5.3.1.3). */
const email = z.email().max(254);

/**
 * What was typed, as Shopify keeps it. Full-width letters and digits are taken as the narrow ones.
 *
 * @param options.country ISO 3166; of numbers that are written without one
 * @returns null when it is neither an e-mail address nor a phone number
 */
export function parseLinkAddress(options: { typed: string; country: string }): LinkAddress | null {
  const text = options.typed.normalize("NFKC").trim();
  if (text.includes("@")) {
    const parsed = email.safeParse(text.toLowerCase());
    return parsed.success ? { kind: "email", value: parsed.data } : null;
  }
  if (text.length > 40) return null;
  const country = isSupportedCountry(options.country) ? options.country : FALLBACK;
  const phone = parsePhoneNumberFromString(text.replace(/[ー―‐−]/g, "-"), {
    defaultCountry: country,
    // All of it is the number, or none is.
    extract: false,
  });
  return phone?.isPossible() ? { kind: "phone", value: phone.number } : null;
}

const FALLBACK: CountryCode = "JP";
