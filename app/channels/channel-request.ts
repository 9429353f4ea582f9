import { z } from "zod";
import { setupStepSchema } from "./channel.ts";
import type { ChannelFormErrors } from "./channel-form.ts";

/** What the settings page posts. `connect` carries the fields of `channel-form.ts`, which say by themselves what is wrong. */
export const channelRequest = z.discriminatedUnion("intent", [
  z.looseObject({ intent: z.literal("connect") }),
  /** `replaces`: the URL that the merchant has agreed, twice, to replace; empty when there is none. */
  z.object({ intent: z.literal("take_webhook"), replaces: z.string().max(500) }),
  z.object({ intent: z.literal("leave_webhook") }),
  z.object({ intent: z.literal("test_webhook") }),
  z.object({ intent: z.literal("tick_step"), step: setupStepSchema, isDone: z.stringbool() }),
  z.object({ intent: z.literal("begin_login"), locale: z.enum(["ja", "en"]) }),
  z.object({ intent: z.literal("disconnect"), restoreWebhook: z.stringbool() }),
]);

/** Whether LINE and the database are to be looked at anew after it: a tick and a setting out change nothing there. */
export function changesChannel(intent: unknown): boolean {
  return intent !== "tick_step" && intent !== "begin_login";
}

/** Why nothing was changed: a key of `settings:trouble`. */
export type ChannelTrouble =
  | "unclear"
  | "unauthorized"
  | "refused"
  | "rate_limited"
  | "quota_spent"
  | "changed"
  | "not_connected";

type Tested = { success: boolean; statusCode: number; reason: string };
type Restored = "restored" | "not_ours" | "none_before" | "refused";

/** What the settings page is answered. */
export type ChannelAnswer =
  | { ok: true; intent: "connect" | "tick_step" }
  /** `test` is null when LINE would not test it just then. */
  | { ok: true; intent: "take_webhook"; test: Tested | null }
  | { ok: true; intent: "test_webhook"; test: Tested }
  | { ok: true; intent: "leave_webhook"; webhook: Restored }
  | { ok: true; intent: "disconnect"; webhook: Restored | "left" }
  | { ok: true; intent: "begin_login"; attemptId: string; startUrl: string }
  | { ok: false; errors: ChannelFormErrors }
  | { ok: false; trouble: ChannelTrouble };
