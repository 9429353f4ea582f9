import { z } from "zod";
import { MAX_BUTTON_LABEL, MAX_BUTTONS_TEXT } from "./link-invitation.ts";
import { type ClosableMethod, isClosable } from "./link-method.ts";

/** CRM PLUS on LINE marks its own links with this customer tag; two apps on one tag would undo each other. */
const FOREIGN_TAG = "line";

/** Room for the shop's name, the gift's line and its URL beside it: LINE takes 5,000 UTF-16 units in a text message. */
export const TEXT_LIMIT = 1_000;

/** One line of text, without what PostgreSQL and Shopify refuse in it. */
const line = z.string().transform((text) => text.replace(/\p{Cc}/gu, "").trim());

/** Text of several lines, with line breaks as LINE draws them; nothing left is null. */
const lines = z
  .string()
  .default("")
  .transform((text) => text.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, ""))
  .transform((text) => text.trim() || null);

/** A form's fields to settings; the messages are codes of `settings:linking.errors`. */
const linkSettingsForm = z
  .object({
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
    greets: z
      .enum(["on", ""])
      .default("")
      .transform((value) => value === "on"),
    greetingText: lines.pipe(z.string().max(TEXT_LIMIT, "text_too_long").nullable()),
    inviteText: lines.pipe(z.string().max(MAX_BUTTONS_TEXT, "invite_too_long").nullable()),
    inviteButton: line
      .default("")
      .transform((text) => text || null)
      .pipe(z.string().max(MAX_BUTTON_LABEL, "button_too_long").nullable()),
    // Shopify's limit for a discount code; its URL has the code in the path.
    giftCode: line
      .default("")
      .transform((code) => code || null)
      .pipe(z.string().max(255, "gift_too_long").nullable()),
    friendTagId: line
      .default("")
      .transform((id) => id || null)
      .pipe(z.uuid("tag_unknown").nullable()),
    // LINE Developers console: the login channel's id, a hyphen and eight characters.
    liffId: line
      .default("")
      .transform((id) => id || null)
      .pipe(
        z
          .string()
          .regex(/^\d{10}-[0-9A-Za-z]{8}$/, "liff_malformed")
          .nullable(),
      ),
    /** Names of the closed ways, joined by commas. */
    closedWays: z
      .string()
      .default("")
      .transform((names): ClosableMethod[] => [...new Set(names.split(",").filter(isClosable))]),
  })
  .refine(({ giftCode, greets }) => !giftCode || greets, {
    path: ["giftCode"],
    error: "gift_unsaid",
  });

export type LinkSettingsErrors = Partial<
  Record<
    keyof z.input<typeof linkSettingsForm>,
    | "tag_missing"
    | "tag_too_long"
    | "tag_comma"
    | "tag_foreign"
    | "tag_unknown"
    | "policy_not_https"
    | "text_too_long"
    | "invite_too_long"
    | "button_too_long"
    | "gift_too_long"
    | "gift_unsaid"
    | "liff_malformed"
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
