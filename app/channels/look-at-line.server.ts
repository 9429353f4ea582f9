import { setTimeout as wait } from "node:timers/promises";
import { readBotInfo } from "#app/line/bot-info.server.ts";
import { readWebhookEndpoint } from "#app/line/webhook-endpoint.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { webhookHolder, type WebhookHolder } from "./channel.ts";
import { webhookPrefix, webhookUrl } from "./channel-addresses.server.ts";
import { markChannelRefused } from "./mark-channel-refused.server.ts";
import { noteWebhook } from "./note-webhook.server.ts";
import { type ConnectedChannel, readChannel } from "./read-channel.server.ts";
import { refreshQuota } from "./refresh-quota.server.ts";

/** What LINE says of the channel at this moment. */
export type LineLook =
  | {
      outcome: "seen";
      webhook: { holder: WebhookHolder; url: string | null; isActive: boolean };
      chatMode: string;
      quota: { limit: number | null; used: number };
      /** ISO. */
      readAt: string;
    }
  | { outcome: "not_connected" | "unauthorized" | "unclear" };

/** Below the time that a page has for what it streams. */
const PATIENCE_MS = 4_000;

/** Reads bot, webhook URL and quota from LINE and stores what changed. A page does not wait longer than 4 s for it. */
export async function lookAtLine(options: {
  db: Db;
  shopId: string;
  now: Date;
}): Promise<LineLook> {
  const channel = await readChannel(options);
  if (!channel) return { outcome: "not_connected" };
  return Promise.race([
    look(channel, options),
    wait<LineLook>(PATIENCE_MS, { outcome: "unclear" }, { ref: false }),
  ]);
}

async function look(
  channel: ConnectedChannel,
  options: { db: Db; shopId: string; now: Date },
): Promise<LineLook> {
  const { db, shopId, now } = options;
  const { credentials } = channel;
  const asked = { credentials, timeOutMs: PATIENCE_MS };
  const [bot, webhook, quota] = await Promise.all([
    readBotInfo(asked),
    readWebhookEndpoint(asked),
    refreshQuota({ db, shopId, now, timeOutMs: PATIENCE_MS }),
  ]);
  if (bot.outcome === "unauthorized") {
    await markChannelRefused({ db, shopId, now });
    return { outcome: "unauthorized" };
  }
  if (bot.outcome !== "found" || webhook.outcome !== "found" || quota.outcome !== "read")
    return { outcome: "unclear" };
  const { displayName, basicId, pictureUrl, chatMode } = bot.found;
  await db.channel.updateMany({
    where: { shopId, messagingChannelId: credentials.messagingChannelId },
    data: { displayName, basicId, pictureUrl: pictureUrl ?? null, chatMode },
  });
  const { url, active } = webhook.found;
  const holder = webhookHolder(url, webhookUrl(channel.webhookKey), webhookPrefix());
  await noteWebhook({ db, channel, holder, isActive: active, now });
  return {
    outcome: "seen",
    webhook: { holder, url, isActive: active },
    chatMode,
    quota: quota.quota,
    readAt: now.toISOString(),
  };
}
