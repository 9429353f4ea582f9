import type { LineTrouble } from "#app/line/call-messaging-api.server.ts";
import { testWebhookEndpoint, type WebhookTest } from "#app/line/webhook-endpoint.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import { webhookUrl } from "./channel-addresses.server.ts";
import { readChannel } from "./read-channel.server.ts";

/** Has LINE call our webhook URL, and remembers when that last succeeded. */
export async function testWebhook(options: {
  db: Database;
  shopId: string;
  now: Date;
}): Promise<
  | { outcome: "tested"; test: WebhookTest }
  | { outcome: "not_connected" }
  | { outcome: "trouble"; trouble: LineTrouble["outcome"] }
> {
  const { db, shopId, now } = options;
  const channel = await readChannel({ db, shopId });
  if (!channel) return { outcome: "not_connected" };
  const answer = await testWebhookEndpoint({
    credentials: channel.credentials,
    url: webhookUrl(channel.webhookKey),
  });
  if (answer.outcome !== "tested") return { outcome: "trouble", trouble: answer.outcome };
  const webhookTestedAt = answer.test.success ? now : null;
  await db.channel.update({ where: { shopId }, data: { webhookTestedAt } });
  return answer;
}
