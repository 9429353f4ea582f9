import type { Channel } from "@prisma/client";
import type { Database } from "#app/platform/db.server.ts";
import { webhookUrl } from "./channel-addresses.server.ts";
import { openMessaging } from "./channel-secrets.server.ts";
import { type RestoreOutcome, restoreWebhook } from "./restore-webhook.server.ts";

export type ReleaseOutcome =
  | { outcome: "released"; webhook: Exclude<RestoreOutcome, "unclear"> | "left" }
  /** LINE did not answer, so the old webhook URL is not back: nothing was released. To be tried again. */
  | { outcome: "unclear" }
  | { outcome: "not_connected" };

/**
 * Lets the shop's LINE channels go: puts the old webhook URL back, forgets the secrets, and frees the channels for another
 * shop. Friends and links stay, for the case that the same channels come back. At uninstall LINE's credentials still serve.
 *
 * @param options.restoreWebhook false lets LINE's webhook stay as it is, for when LINE cannot be reached
 */
export async function releaseChannel(options: {
  db: Database;
  shopId: string;
  restoreWebhook: boolean;
  actor: string;
  now: Date;
}): Promise<ReleaseOutcome> {
  const { db, shopId, actor, now } = options;
  const channel = await db.channel.findUnique({ where: { shopId } });
  if (!channel?.messagingChannelId) return { outcome: "not_connected" };
  const webhook = options.restoreWebhook ? await putBack(channel) : "left";
  if (webhook === "unclear") return { outcome: "unclear" };
  await db.$transaction([
    db.channel.update({
      where: { shopId },
      data: {
        messagingChannelId: null,
        messagingSecret: null,
        botUserId: null,
        basicId: null,
        displayName: null,
        pictureUrl: null,
        chatMode: null,
        loginChannelId: null,
        loginSecret: null,
        webhookMode: "undecided",
        previousWebhookUrl: null,
        webhookTestedAt: null,
        testLineUserId: null,
        testDisplayName: null,
        loginProblem: null,
        quotaLimit: null,
        quotaUsed: null,
        quotaReadAt: null,
        quotaAskedAt: null,
        quotaSpentSince: null,
        refusedReason: null,
        refusedSince: null,
        webhookProblem: null,
        webhookProblemSince: null,
        stepsDone: [],
        connectedAt: null,
        disconnectedAt: now,
      },
    }),
    db.auditEntry.create({
      data: { shopId, actor, action: "channel.disconnected", createdAt: now },
    }),
  ]);
  return { outcome: "released", webhook };
}

function putBack(channel: Channel): Promise<RestoreOutcome> | "refused" {
  const credentials = openMessaging(channel);
  if (!credentials) return "refused";
  const { webhookKey, previousWebhookUrl: previous } = channel;
  return restoreWebhook({ credentials, ours: webhookUrl(webhookKey), previous });
}
