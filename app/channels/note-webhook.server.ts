import type { Db } from "#app/platform/db.server.ts";
import { readWebhookEndpoint } from "#app/line/webhook-endpoint.server.ts";
import { webhookHolder, type WebhookHolder, type WebhookProblem } from "./channel.ts";
import { webhookPrefix, webhookUrl } from "./channel-addresses.server.ts";
import { type ConnectedChannel, readChannel } from "./read-channel.server.ts";

/**
 * Notes what LINE says of its webhook, for the home page; the first moment of a problem stays. Nothing for a channel
 * that does without, or was let go meanwhile.
 */
export async function noteWebhook(options: {
  db: Db;
  channel: Pick<ConnectedChannel, "shopId" | "credentials">;
  holder: WebhookHolder;
  isActive: boolean;
  now: Date;
}): Promise<void> {
  const { db, channel, holder, isActive, now } = options;
  const what: WebhookProblem | null =
    holder !== "musubi" ? "elsewhere" : isActive ? null : "inactive";
  await db.$executeRaw`
    UPDATE channel SET webhook_problem = ${what}, webhook_problem_since = CASE
      WHEN ${what}::text IS NULL THEN NULL
      WHEN webhook_problem = ${what} THEN webhook_problem_since ELSE ${now}::timestamptz END
    WHERE shop_id = ${channel.shopId}::uuid AND webhook_mode = 'own'
      AND messaging_channel_id = ${channel.credentials.messagingChannelId}
      AND webhook_problem IS DISTINCT FROM ${what}`;
}

/** Asks LINE for its webhook, and notes it. A LINE that does not answer changes nothing. */
export async function refreshWebhook(options: {
  db: Db;
  shopId: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, now } = options;
  const channel = await readChannel({ db, shopId });
  if (channel?.webhookMode !== "own") return;
  const answer = await readWebhookEndpoint({ credentials: channel.credentials });
  if (answer.outcome !== "found") return;
  const { url, active: isActive } = answer.found;
  const holder = webhookHolder(url, webhookUrl(channel.webhookKey), webhookPrefix());
  await noteWebhook({ db, channel, holder, isActive, now });
}
