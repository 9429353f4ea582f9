import type { WebhookHolder, WebhookMode } from "./channel.ts";

/**
 * What the settings page says about the webhook, and what it offers.
 *
 * - `working`, `untested`, `inactive`: it is ours; LINE's test succeeded, did not yet, or "Use webhook" is off
 * - `lost`: it was ours, and is not any more
 * - `without`, `stillOurs`: the merchant does without; in the latter LINE has our URL all the same
 * - `empty`, `other`: the merchant has not chosen yet; nobody, or another tool, has it
 */
export type WebhookState =
  "working" | "untested" | "inactive" | "lost" | "without" | "stillOurs" | "empty" | "other";

export function webhookState(seen: {
  mode: WebhookMode;
  holder: WebhookHolder;
  isActive: boolean;
  wasTested: boolean;
}): WebhookState {
  const { mode, holder, isActive, wasTested } = seen;
  if (mode === "none") return holder === "musubi" ? "stillOurs" : "without";
  if (holder === "musubi") {
    if (!isActive) return "inactive";
    return wasTested ? "working" : "untested";
  }
  if (mode === "own") return "lost";
  return holder === "other" ? "other" : "empty";
}
