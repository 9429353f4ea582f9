import type { Channel } from "@prisma/client";
import type { LineCredentials } from "#app/line/credentials.ts";
import type { LoginCredentials } from "#app/line/login.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { readStepsDone, type SetupStep, type WebhookMode } from "./channel.ts";
import { openLogin, openMessaging } from "./channel-secrets.server.ts";

export type ConnectedChannel = Pick<
  Channel,
  | "id"
  | "shopId"
  | "botUserId"
  | "basicId"
  | "displayName"
  | "webhookKey"
  | "previousWebhookUrl"
  | "testLineUserId"
  | "testDisplayName"
  | "quotaLimit"
  | "quotaUsed"
  | "quotaReadAt"
  | "quotaSpentSince"
  | "refusedReason"
> & {
  credentials: LineCredentials;
  /** Null until a LINE Login channel is set: nobody can link. */
  login: LoginCredentials | null;
  webhookMode: WebhookMode;
  stepsDone: SetupStep[];
};

/** The shop's connected channel with its secrets opened, for calls to LINE; null when there is none. Not for a browser. */
export async function readChannel(options: {
  db: Db;
  shopId: string;
}): Promise<ConnectedChannel | null> {
  const channel = await options.db.channel.findUnique({ where: { shopId: options.shopId } });
  const credentials = channel && openMessaging(channel);
  if (!channel || !credentials) return null;
  return {
    ...channel,
    credentials,
    login: openLogin(channel),
    webhookMode: channel.webhookMode as WebhookMode,
    stepsDone: readStepsDone(channel.stepsDone),
  };
}
