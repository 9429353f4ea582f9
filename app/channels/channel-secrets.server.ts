import type { Channel } from "@prisma/client";
import type { LineCredentials } from "#app/line/credentials.ts";
import type { LoginCredentials } from "#app/line/login.server.ts";
import { seal, unseal } from "#app/platform/crypto.server.ts";

const context = (channelId: string, of: "messaging" | "login") => `channel:${channelId}:${of}`;

export function sealMessagingSecret(channelId: string, secret: string): string {
  return seal(secret, context(channelId, "messaging"));
}

export function sealLoginSecret(channelId: string, secret: string): string {
  return seal(secret, context(channelId, "login"));
}

/** What speaks for the Messaging API channel; null when it is not connected. */
export function openMessaging(channel: Channel): LineCredentials | null {
  const { id, messagingChannelId, messagingSecret } = channel;
  if (!messagingChannelId || !messagingSecret) return null;
  return {
    channelRowId: id,
    messagingChannelId,
    messagingSecret: unseal(messagingSecret, context(id, "messaging")),
  };
}

/** The LINE Login channel's id and secret; null when there is none. */
export function openLogin(channel: Channel): LoginCredentials | null {
  const { id, loginChannelId, loginSecret } = channel;
  if (!loginChannelId || !loginSecret) return null;
  return { loginChannelId, loginSecret: unseal(loginSecret, context(id, "login")) };
}
