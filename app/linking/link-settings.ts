import { z } from "zod";

/** CRM PLUS on LINE marks its own links with this customer tag; two apps on one tag would undo each other. */
const FOREIGN_TAG = "line";

/** One line of text, without what PostgreSQL and Shopify refuse in it. */
const line = z.string().transform((text) => text.replace(/\p{Cc}/gu, "").trim());

/** A form's fields to settings; the messages are codes of `settings:linking.errors`. */
const linkSettingsForm = z.object({
  customerTag: line.pipe(
    z
      .string()
      .min(1, "tag_missing")
      // Shopify's limit for a tag; a comma would make two of it.
      .max(255, "tag_too_long")
      .refine((tag) => !tag.includes(","), "tag_comma")
      .refine((tag) => tag.toLowerCase() !== FOREIGN_TAG, "tag_foreign"),
  ),
  privacyPolicyUrl: line
    .transform((url) => url || null)
    .pipe(
      z
        .url({ protocol: /^https$/, error: "policy_not_https" })
        .max(1_000, "policy_not_https")
        .nullable(),
    ),
});

export type LinkSettingsErrors = Partial<
  Record<
    keyof z.input<typeof linkSettingsForm>,
    "tag_missing" | "tag_too_long" | "tag_comma" | "tag_foreign" | "policy_not_https"
  >
>;

/** The settings of a form, or the first error of each field. */
export function parseLinkSettings(
  fields: unknown,
):
  | { outcome: "parsed"; settings: z.output<typeof linkSettingsForm> }
  | { outcome: "invalid"; errors: LinkSettingsErrors } {
  const parsed = linkSettingsForm.safeParse(fields);
  if (parsed.success) return { outcome: "parsed", settings: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message;
  return { outcome: "invalid", errors };
}
