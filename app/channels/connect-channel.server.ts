import { type Channel, Prisma } from "@prisma/client";
import { v7 as uuidv7 } from "uuid";
import type { LineCredentials } from "#app/line/credentials.ts";
import type { LoginCredentials } from "#app/line/login.server.ts";
import { randomCode } from "#app/platform/crypto.server.ts";
import type { Database, Db } from "#app/platform/db.server.ts";
import { quotaState } from "./channel.ts";
import { webhookUrl } from "./channel-addresses.server.ts";
import type { ChannelForm, ChannelFormErrors } from "./channel-form.ts";
import {
  openLogin,
  openMessaging,
  sealLoginSecret,
  sealMessagingSecret,
} from "./channel-secrets.server.ts";
import { checkLogin, checkMessaging } from "./check-credentials.server.ts";

export type ConnectOutcome =
  | { outcome: "connected" }
  | { outcome: "invalid"; errors: ChannelFormErrors }
  /** LINE did not answer: nothing was changed. */
  | { outcome: "unclear" };

/**
 * Connects the shop to its LINE channels, or changes a secret: everything is checked against LINE first, and nothing is
 * stored unless all of it is right. An empty secret keeps the stored one. LINE's webhook URL is read, never written here.
 */
export async function connectChannel(options: {
  db: Database;
  shopId: string;
  form: ChannelForm;
  actor: string;
  now: Date;
}): Promise<ConnectOutcome> {
  const { db, shopId, form, actor, now } = options;
  const before = await db.channel.findUnique({ where: { shopId } });
  const id = before?.id ?? uuidv7();
  const given = resolveSecrets(id, form, before);
  if (given.outcome === "invalid") return given;
  const [messaging, login] = await Promise.all([
    checkMessaging(given.messaging),
    given.login ? checkLogin(given.login, id) : null,
  ]);
  const errors = {
    ...(messaging.outcome === "wrong" ? messaging.errors : {}),
    ...(login?.outcome === "wrong" ? login.errors : {}),
  };
  if (Object.keys(errors).length > 0) return { outcome: "invalid", errors };
  if (messaging.outcome !== "right" || login?.outcome === "unclear") return { outcome: "unclear" };
  // Only now: who does not know a channel's secret is not told that another shop has it.
  const taken = await findTaken(db, shopId, form);
  if (taken) return { outcome: "invalid", errors: taken };

  const { bot, webhook, quota } = messaging;
  const webhookKey = before?.webhookKey ?? randomCode();
  const isProofStale = before?.loginChannelId !== (given.login?.loginChannelId ?? null);
  const data = {
    messagingChannelId: given.messaging.messagingChannelId,
    messagingSecret: sealMessagingSecret(id, given.messaging.messagingSecret),
    loginChannelId: given.login?.loginChannelId ?? null,
    loginSecret: given.login ? sealLoginSecret(id, given.login.loginSecret) : null,
    botUserId: bot.userId,
    lastBotUserId: bot.userId,
    basicId: bot.basicId,
    displayName: bot.displayName,
    pictureUrl: bot.pictureUrl ?? null,
    chatMode: bot.chatMode,
    quotaLimit: quota.limit,
    quotaUsed: quota.used,
    quotaReadAt: now,
    quotaAskedAt: now,
    ...(quotaState(quota).isSpent ? {} : { quotaSpentSince: null }),
    refusedReason: null,
    ...(webhook.url === webhookUrl(webhookKey) ? { webhookMode: "own" } : {}),
    ...(isProofStale ? { testLineUserId: null, testDisplayName: null, loginProblem: null } : {}),
    connectedAt: before?.connectedAt ?? now,
    disconnectedAt: null,
  };
  try {
    await db.$transaction(async (tx) => {
      await tx.channel.upsert({
        where: { shopId },
        create: { id, shopId, webhookKey, ...data },
        update: data,
      });
      if (before?.lastBotUserId && before.lastBotUserId !== bot.userId)
        await forgetFollowing(tx, shopId, now);
      await tx.auditEntry.create({
        data: { shopId, actor, action: "channel.connected", createdAt: now },
      });
    });
  } catch (error) {
    const errors = readTaken(error);
    if (errors) return { outcome: "invalid", errors };
    throw error;
  }
  return { outcome: "connected" };
}

type Given =
  | { outcome: "given"; messaging: LineCredentials; login: LoginCredentials | null }
  | { outcome: "invalid"; errors: ChannelFormErrors };

/** The form's secrets, or the stored ones of the same channels. */
function resolveSecrets(id: string, form: ChannelForm, before: Channel | null): Given {
  const stored = before && openMessaging(before);
  if (stored && stored.messagingChannelId !== form.messagingChannelId) {
    return { outcome: "invalid", errors: { messagingChannelId: "disconnect_first" } };
  }
  const messagingSecret = form.messagingSecret || stored?.messagingSecret;
  const storedLogin = before && openLogin(before);
  const loginSecret =
    form.loginSecret ||
    (storedLogin?.loginChannelId === form.loginChannelId ? storedLogin.loginSecret : "");
  if (!messagingSecret || (form.loginChannelId && !loginSecret)) {
    return {
      outcome: "invalid",
      errors: {
        ...(messagingSecret ? {} : { messagingSecret: "secret_missing" }),
        ...(form.loginChannelId && !loginSecret ? { loginSecret: "secret_missing" } : {}),
      },
    };
  }
  const { messagingChannelId, loginChannelId } = form;
  return {
    outcome: "given",
    messaging: { channelRowId: id, messagingChannelId, messagingSecret },
    login: loginChannelId ? { loginChannelId, loginSecret } : null,
  };
}

async function findTaken(
  db: Db,
  shopId: string,
  form: ChannelForm,
): Promise<ChannelFormErrors | null> {
  const others = await db.channel.findMany({
    where: {
      shopId: { not: shopId },
      OR: [
        { messagingChannelId: form.messagingChannelId },
        ...(form.loginChannelId ? [{ loginChannelId: form.loginChannelId }] : []),
      ],
    },
  });
  const errors: ChannelFormErrors = {};
  for (const other of others) {
    if (other.messagingChannelId === form.messagingChannelId) errors.messagingChannelId = "taken";
    if (form.loginChannelId && other.loginChannelId === form.loginChannelId)
      errors.loginChannelId = "taken";
  }
  return others.length > 0 ? errors : null;
}

/** Two shops that connect the same channel at one moment: the unique keys decide, and the later one is told. */
function readTaken(error: unknown): ChannelFormErrors | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002")
    return null;
  const about = JSON.stringify(error.meta ?? {});
  return /login_channel_id|loginChannelId/.test(about)
    ? { loginChannelId: "taken" }
    : { messagingChannelId: "taken" };
}

/** Who followed the bot before is not known to follow this one; links stay, and serve again once their friend is seen. */
async function forgetFollowing(db: Db, shopId: string, now: Date): Promise<void> {
  await db.friend.updateMany({
    where: { shopId, followState: { not: "seen" } },
    data: { followState: "seen", followChangedAt: now },
  });
  // What was read of the other bot's followers says nothing of this one's.
  await db.followerSync.deleteMany({ where: { shopId } });
  await db.listedFollower.deleteMany({ where: { shopId } });
  await db.wantedProfile.deleteMany({ where: { shopId } });
  await db.lineFollowerCount.deleteMany({ where: { shopId } });
}
