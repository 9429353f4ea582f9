import { z } from "zod";

/** Fields of the form, as the settings page posts them; the messages are codes of `settings:errors`. */
const channelId = z
  .string()
  .trim()
  .regex(/^\d{0,20}$/, "id_not_digits");
/** 32 hex digits. What is longer is a channel access token, which merchants mistake for it. */
const channelSecret = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([0-9a-f]{32})?$/, "secret_form");

const channelForm = z
  .object({
    messagingChannelId: channelId.min(1, "id_missing"),
    /** Empty keeps the stored one. */
    messagingSecret: channelSecret,
    /** Empty: the shop does without linking for now. */
    loginChannelId: channelId,
    loginSecret: channelSecret,
  })
  .superRefine((form, context) => {
    const refuse = (field: keyof typeof form, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (form.loginSecret && !form.loginChannelId) refuse("loginChannelId", "id_missing");
    if (form.loginChannelId && form.loginChannelId === form.messagingChannelId)
      refuse("loginChannelId", "same_channel");
  });

export type ChannelForm = z.infer<typeof channelForm>;
export type ChannelField = keyof ChannelForm;

/**
 * What is wrong with a field.
 *
 * - `wrong_secret`: LINE does not know this pair of id and secret
 * - `not_messaging_channel`, `not_login_channel`: LINE knows it, as a channel of the other kind
 * - `taken`: another shop has connected this channel or its bot
 * - `disconnect_first`: the shop is connected to another channel
 */
type ChannelFieldError =
  | "id_missing"
  | "id_not_digits"
  | "secret_form"
  | "secret_missing"
  | "same_channel"
  | "wrong_secret"
  | "not_messaging_channel"
  | "not_login_channel"
  | "taken"
  | "disconnect_first";

export type ChannelFormErrors = Partial<Record<ChannelField, ChannelFieldError>>;

/** The first error of each field, or the form. */
export function parseChannelForm(
  fields: unknown,
): { outcome: "parsed"; form: ChannelForm } | { outcome: "invalid"; errors: ChannelFormErrors } {
  const parsed = channelForm.safeParse(fields);
  if (parsed.success) return { outcome: "parsed", form: parsed.data };
  const errors: ChannelFormErrors = {};
  for (const { path, message } of parsed.error.issues) {
    errors[path[0] as ChannelField] ??= message as ChannelFieldError;
  }
  return { outcome: "invalid", errors };
}
