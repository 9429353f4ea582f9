import { z } from "zod";
import type { LoginFailure } from "./login-attempt.ts";

/** `own`: LINE's webhook points here. `none`: another tool keeps it. `undecided`: the merchant has not chosen yet. */
export type WebhookMode = "own" | "none" | "undecided";

/** Why LINE tells us nothing although its webhook is to come to us. */
export type WebhookProblem = "inactive" | "elsewhere";

/** What LINE's one webhook URL is at present, as seen from here. `former`: an address of ours that no longer serves. */
export type WebhookHolder = "nobody" | "musubi" | "former" | "other";

/** Whose a webhook URL is. `ours` is this channel's, `prefix` what all addresses of this Musubi begin with. */
export function webhookHolder(url: string | null, ours: string, prefix: string): WebhookHolder {
  if (!url) return "nobody";
  if (url === ours) return "musubi";
  return url.startsWith(prefix) ? "former" : "other";
}

/**
 * Steps that LINE's API cannot do or see: the merchant does them in LINE's consoles and ticks them. In the order in which
 * they are shown; those of a webhook only while it is ours.
 */
export const setupSteps = [
  { name: "callback_url", console: "developers", needsWebhook: false },
  { name: "link_bot", console: "developers", needsWebhook: false },
  { name: "publish_login", console: "developers", needsWebhook: false },
  { name: "use_webhook", console: "developers", needsWebhook: true },
  { name: "webhook_redelivery", console: "developers", needsWebhook: true },
  { name: "response_mode", console: "manager", needsWebhook: true },
  { name: "chat", console: "manager", needsWebhook: true },
  { name: "photos", console: "manager", needsWebhook: true },
] as const;

export type SetupStep = (typeof setupSteps)[number]["name"];

export const setupStepSchema = z.enum(setupSteps.map(({ name }) => name));

/** The column `steps_done`; a step of another version is left out. */
export function readStepsDone(column: unknown): SetupStep[] {
  const names = z.array(z.unknown()).catch([]).parse(column);
  return setupSteps.map(({ name }) => name).filter((name) => names.includes(name));
}

/**
 * Why the merchant's own login proves nothing yet: it named nobody, or
 *
 * - `not_friend`: the merchant has not added the account, or has blocked it
 * - `other_provider`: a friend of the linked bot, but not known to this one: the channels are of two providers, or
 *   another bot is linked
 * - `other_bot_linked`: a friend of this bot, and not of the one that is linked to the login channel
 * - `bot_not_linked`: no bot is linked to the login channel
 */
export type LoginProblem =
  LoginFailure | "not_friend" | "other_provider" | "other_bot_linked" | "bot_not_linked";

/** How far the month's messages have gone. `unlimited` plans have no end. */
export function quotaState(quota: { limit: number | null; used: number }): {
  remaining: number | null;
  isSpent: boolean;
} {
  if (quota.limit === null) return { remaining: null, isSpent: false };
  const remaining = Math.max(0, quota.limit - quota.used);
  return { remaining, isSpent: remaining === 0 };
}
