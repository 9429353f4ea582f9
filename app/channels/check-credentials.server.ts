import { type BotInfo, readBotInfo } from "#app/line/bot-info.server.ts";
import type { LineCredentials } from "#app/line/credentials.ts";
import { checkLoginCredentials, type LoginCredentials } from "#app/line/login.server.ts";
import { type LineQuota, readQuota } from "#app/line/quota.server.ts";
import { readWebhookEndpoint, type WebhookEndpoint } from "#app/line/webhook-endpoint.server.ts";
import { callbackUrl } from "./channel-addresses.server.ts";
import type { ChannelFormErrors } from "./channel-form.ts";

type Wrong = { outcome: "wrong"; errors: ChannelFormErrors };
type Unclear = { outcome: "unclear" };

/** Asks LINE for everything that a Messaging API channel lets one read: issuing its token proves id and secret. */
export async function checkMessaging(
  credentials: LineCredentials,
): Promise<
  { outcome: "right"; bot: BotInfo; webhook: WebhookEndpoint; quota: LineQuota } | Wrong | Unclear
> {
  const bot = await readBotInfo({ credentials });
  if (bot.outcome === "unauthorized" || bot.outcome === "refused") {
    const { messagingChannelId: loginChannelId, messagingSecret: loginSecret } = credentials;
    const asLogin = await checkLoginCredentials({
      loginChannelId,
      loginSecret,
      redirectUri: callbackUrl(),
    });
    if (asLogin.outcome === "unclear") return { outcome: "unclear" };
    return asLogin.outcome === "accepted"
      ? { outcome: "wrong", errors: { messagingChannelId: "not_messaging_channel" } }
      : { outcome: "wrong", errors: { messagingSecret: "wrong_secret" } };
  }
  if (bot.outcome !== "found") return { outcome: "unclear" };
  const [webhook, quota] = await Promise.all([
    readWebhookEndpoint({ credentials }),
    readQuota({ credentials }),
  ]);
  if (webhook.outcome !== "found" || quota.outcome !== "found") return { outcome: "unclear" };
  return { outcome: "right", bot: bot.found, webhook: webhook.found, quota: quota.found };
}

/** Asks LINE whether it knows a login channel's id and secret; what else can be wrong only a login shows. */
export async function checkLogin(
  login: LoginCredentials,
  channelRowId: string,
): Promise<{ outcome: "right" } | Wrong | Unclear> {
  const checked = await checkLoginCredentials({ ...login, redirectUri: callbackUrl() });
  if (checked.outcome === "unclear") return { outcome: "unclear" };
  if (checked.outcome === "accepted") return { outcome: "right" };
  const { loginChannelId: messagingChannelId, loginSecret: messagingSecret } = login;
  const asBot = await readBotInfo({
    credentials: { channelRowId, messagingChannelId, messagingSecret },
  });
  return asBot.outcome === "found"
    ? { outcome: "wrong", errors: { loginChannelId: "not_login_channel" } }
    : { outcome: "wrong", errors: { loginSecret: "wrong_secret" } };
}
