import type { Db } from "#app/platform/db.server.ts";
import type { WebhookMode } from "./channel.ts";
import { openMessaging } from "./channel-secrets.server.ts";

export type WebhookChannel = {
  shopId: string;
  channelId: string;
  secret: string;
  botUserId: string | null;
  webhookMode: WebhookMode;
};

/** A changed secret or a disconnected channel is noticed within this time; LINE's own changes take up to a minute. */
const KEPT_MS = 3_000;
const MAX_KEPT = 5_000;
const kept = new Map<string, { channel: WebhookChannel; until: number }>();
const asked = new Map<string, Promise<WebhookChannel | null>>();

/**
 * The connected channel behind the last part of a webhook URL, or null. Kept for seconds, so that a burst of webhooks asks
 * the database once; unknown keys are not kept, as anybody can make them up.
 */
export function findWebhookChannel(options: {
  db: Db;
  webhookKey: string;
}): Promise<WebhookChannel | null> {
  const { db, webhookKey } = options;
  const found = kept.get(webhookKey);
  if (found && found.until > performance.now()) return Promise.resolve(found.channel);
  const asking = asked.get(webhookKey);
  if (asking) return asking;
  const answer = askDatabase(db, webhookKey).finally(() => asked.delete(webhookKey));
  asked.set(webhookKey, answer);
  return answer;
}

async function askDatabase(db: Db, webhookKey: string): Promise<WebhookChannel | null> {
  kept.delete(webhookKey);
  const row = await db.channel.findUnique({ where: { webhookKey } });
  const credentials = row && openMessaging(row);
  if (!row || !credentials) return null;
  const { id: channelId, shopId, botUserId } = row;
  const channel = {
    shopId,
    channelId,
    secret: credentials.messagingSecret,
    botUserId,
    webhookMode: row.webhookMode as WebhookMode,
  };
  kept.set(webhookKey, { channel, until: performance.now() + KEPT_MS });
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return channel;
}
