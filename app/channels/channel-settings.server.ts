import type { Db } from "#app/platform/db.server.ts";
import {
  type LoginProblem,
  readStepsDone,
  type SetupStep,
  type WebhookMode,
  type WebhookProblem,
} from "./channel.ts";
import { callbackUrl, webhookUrl } from "./channel-addresses.server.ts";

/** What the settings page shows of the stored channel. No secret, and nobody's LINE user id. */
export type ChannelSettings = {
  callbackUrl: string;
  /** Null: not connected. */
  channel: {
    messagingChannelId: string;
    loginChannelId: string | null;
    bot: { displayName: string; basicId: string; pictureUrl: string | null };
    webhook: {
      mode: WebhookMode;
      ownUrl: string;
      previousUrl: string | null;
      testedAt: string | null;
      /** Why LINE tells us nothing, as last seen: "Use webhook" is off, or the URL is another's. */
      problem: { what: WebhookProblem; since: string | null } | null;
    };
    quota: {
      limit: number | null;
      used: number;
      readAt: string;
      isHeld: boolean;
      /** Since when LINE refuses sends for it. */
      spentSince: string | null;
    } | null;
    testDisplayName: string | null;
    loginProblem: LoginProblem | null;
    isRefused: boolean;
    refusedSince: string | null;
    stepsDone: SetupStep[];
    connectedAt: string | null;
  } | null;
};

/** The settings page's read model, from the database alone. */
export async function readChannelSettings(options: {
  db: Db;
  shopId: string;
}): Promise<ChannelSettings> {
  const channel = await options.db.channel.findUnique({ where: { shopId: options.shopId } });
  if (!channel?.messagingChannelId) return { callbackUrl: callbackUrl(), channel: null };
  const { quotaLimit, quotaUsed, quotaReadAt } = channel;
  return {
    callbackUrl: callbackUrl(),
    channel: {
      messagingChannelId: channel.messagingChannelId,
      loginChannelId: channel.loginChannelId,
      bot: {
        displayName: channel.displayName ?? "",
        basicId: channel.basicId ?? "",
        pictureUrl: channel.pictureUrl,
      },
      webhook: {
        mode: channel.webhookMode as WebhookMode,
        ownUrl: webhookUrl(channel.webhookKey),
        previousUrl: channel.previousWebhookUrl,
        testedAt: channel.webhookTestedAt?.toISOString() ?? null,
        problem: channel.webhookProblem
          ? {
              what: channel.webhookProblem as WebhookProblem,
              since: channel.webhookProblemSince?.toISOString() ?? null,
            }
          : null,
      },
      quota: quotaReadAt && {
        limit: quotaLimit,
        used: quotaUsed ?? 0,
        readAt: quotaReadAt.toISOString(),
        isHeld: channel.quotaSpentSince !== null,
        spentSince: channel.quotaSpentSince?.toISOString() ?? null,
      },
      testDisplayName: channel.testDisplayName,
      loginProblem: channel.loginProblem as LoginProblem | null,
      isRefused: channel.refusedReason !== null,
      refusedSince: channel.refusedSince?.toISOString() ?? null,
      stepsDone: readStepsDone(channel.stepsDone),
      connectedAt: channel.connectedAt?.toISOString() ?? null,
    },
  };
}
