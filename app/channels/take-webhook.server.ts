import type { LineTrouble } from "#app/line/call-messaging-api.server.ts";
import { readWebhookEndpoint, setWebhookEndpoint } from "#app/line/webhook-endpoint.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import { webhookHolder } from "./channel.ts";
import { webhookPrefix, webhookUrl } from "./channel-addresses.server.ts";
import { readChannel } from "./read-channel.server.ts";

export type TakeOutcome =
  | { outcome: "taken" }
  /** LINE's URL is not the one that the merchant was shown and agreed to replace. Nothing was changed. */
  | { outcome: "changed"; url: string | null }
  | { outcome: "not_connected" }
  | { outcome: "trouble"; trouble: LineTrouble["outcome"] };

/**
 * Makes LINE send its events here. What stood there before is kept first, so that disconnecting can put it back.
 *
 * @param options.replaces the URL that the merchant has agreed to replace; null when they were shown none
 */
export async function takeWebhook(options: {
  db: Database;
  shopId: string;
  replaces: string | null;
  actor: string;
  now: Date;
}): Promise<TakeOutcome> {
  const { db, shopId, replaces, actor, now } = options;
  const channel = await readChannel({ db, shopId });
  if (!channel) return { outcome: "not_connected" };
  const { credentials } = channel;
  const ours = webhookUrl(channel.webhookKey);
  const current = await readWebhookEndpoint({ credentials });
  if (current.outcome !== "found") return { outcome: "trouble", trouble: current.outcome };

  const { url } = current.found;
  const holder = webhookHolder(url, ours, webhookPrefix());
  if (holder === "other" && url !== replaces) return { outcome: "changed", url };
  if (holder === "other" || holder === "nobody") {
    await db.channel.update({ where: { shopId }, data: { previousWebhookUrl: url } });
  }
  if (holder !== "musubi") {
    const set = await setWebhookEndpoint({ credentials, url: ours });
    if (set.outcome !== "set") return { outcome: "trouble", trouble: set.outcome };
  }
  await db.$transaction([
    db.channel.update({ where: { shopId }, data: { webhookMode: "own", webhookTestedAt: null } }),
    db.auditEntry.create({
      data: { shopId, actor, action: "channel.webhook-taken", createdAt: now },
    }),
  ]);
  return { outcome: "taken" };
}
