import { z } from "zod";
import { storable } from "#app/platform/storable.ts";

/**
 * Parses JSON without rounding: an integer beyond 2^53, as Shopify's ids may be, becomes a string of its digits.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseExactJson(text: string): unknown {
  // A reviver costs ten times the parsing, and few payloads have such a number.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const keepDigits = (_key: string, value: unknown, context?: { source: string }) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? "")
      ? context?.source
      : value;
  return JSON.parse(text, keepDigits);
}

// A payload may lack any field, have null in it, or, one day, something else. None of that may stop the others.

/** A text, or null when it is missing, empty or no text. */
export const payloadText = z
  .string()
  .transform((text) => storable(text) || null)
  .nullable()
  .catch(null);

/** Far more than Shopify's names have, and less than an index of PostgreSQL takes. */
const LONGEST_NAME = 255;

/** What names a resource: its global id, a token, a `name`. Null when it is missing, empty, no text, or no such name. */
export const payloadName = payloadText.transform((text) =>
  text !== null && text.length > LONGEST_NAME ? null : text,
);

/** Digits of a numeric id, or null. */
export const payloadId = z
  .union([z.number().int().positive().transform(String), z.string().regex(/^\d{1,20}$/)])
  .nullable()
  .catch(null);

/** A moment, or null. Years are bounded to what PostgreSQL and JavaScript write alike. */
export const payloadTime = z
  .string()
  .transform((text) => new Date(text))
  .refine((at) => at.getUTCFullYear() >= 1970 && at.getUTCFullYear() < 10_000)
  .nullable()
  .catch(null);

/** An amount of money as a decimal text; "0" when there is none. Bounded to the database's Decimal(18, 4). */
export const payloadAmount = z
  .union([z.string(), z.number().transform(String)])
  .refine((text) => /^-?\d{1,13}(\.\d+)?$/.test(text))
  .catch("0");

/** A list, or an empty one. */
export function payloadList<Item>(item: z.ZodType<Item>) {
  return z.array(z.unknown()).transform((items) =>
    items.flatMap((each) => {
      const parsed = item.safeParse(each);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

/**
 * The global id of a resource: its `admin_graphql_api_id`, or made from the numeric id, which parseExactJson keeps
 * whole.
 */
export function payloadGid(
  type: string,
  from: { gid: string | null; id?: string | null },
): string | null {
  if (from.gid?.startsWith(`gid://shopify/${type}/`)) return from.gid;
  return from.id ? `gid://shopify/${type}/${from.id}` : null;
}
