import type { Database } from "#app/platform/db.server.ts";
import { webhookUrl } from "./channel-addresses.server.ts";
import { readChannel } from "./read-channel.server.ts";
import { type RestoreOutcome, restoreWebhook } from "./restore-webhook.server.ts";

/**
 * Works without webhook from now on: what answers to LINE's events rests. A webhook that was ours goes back to whom it
 * belonged. `unclear` when LINE did not answer: nothing was changed.
 */
export async function leaveWebhook(options: {
  db: Database;
  shopId: string;
  actor: string;
  now: Date;
}): Promise<
  | { outcome: "left"; webhook: Exclude<RestoreOutcome, "unclear"> }
  | { outcome: "unclear" | "not_connected" }
> {
  const { db, shopId, actor, now } = options;
  const channel = await readChannel({ db, shopId });
  if (!channel) return { outcome: "not_connected" };
  const { credentials, webhookKey, previousWebhookUrl: previous } = channel;
  const webhook = await restoreWebhook({ credentials, ours: webhookUrl(webhookKey), previous });
  if (webhook === "unclear") return { outcome: "unclear" };
  await db.$transaction([
    db.channel.update({
      where: { shopId },
      data: {
        webhookMode: "none",
        webhookTestedAt: null,
        ...(webhook === "restored" ? { previousWebhookUrl: null } : {}),
      },
    }),
    db.auditEntry.create({
      data: { shopId, actor, action: "channel.webhook-left", createdAt: now },
    }),
  ]);
  return { outcome: "left", webhook };
}
