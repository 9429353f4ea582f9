import type { LineCredentials } from "#app/line/credentials.ts";
import { readWebhookEndpoint, setWebhookEndpoint } from "#app/line/webhook-endpoint.server.ts";

export type RestoreOutcome =
  /** The URL that stood before ours is back. */
  | "restored"
  /** LINE's webhook points elsewhere by now: nothing of ours to undo. */
  | "not_ours"
  /** There was none before, and LINE's API cannot take a URL away: only the console can. */
  | "none_before"
  /** LINE does not take the credentials, or the old URL, any more. */
  | "refused"
  /** LINE did not answer. */
  | "unclear";

/** Puts the webhook URL back that stood before ours, but only while LINE still has ours. */
export async function restoreWebhook(options: {
  credentials: LineCredentials;
  ours: string;
  previous: string | null;
}): Promise<RestoreOutcome> {
  const { credentials, ours, previous } = options;
  const current = await readWebhookEndpoint({ credentials });
  if (current.outcome === "unauthorized" || current.outcome === "refused") return "refused";
  if (current.outcome !== "found") return "unclear";
  if (current.found.url !== ours) return "not_ours";
  if (!previous) return "none_before";
  const { outcome } = await setWebhookEndpoint({ credentials, url: previous });
  if (outcome === "set") return "restored";
  return outcome === "unauthorized" || outcome === "refused" ? "refused" : "unclear";
}
