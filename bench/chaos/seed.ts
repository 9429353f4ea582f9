// Reads the environment with the first import of app/: to be imported when it is set.
import { Session } from "@shopify/shopify-api";
import { v7 as uuid } from "uuid";
import { sealMessagingSecret } from "#app/channels/channel-secrets.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { defaultContent, type StepDelay } from "#app/recovery/recovery-step.ts";
import { sessionStorage } from "#app/shopify/shopify.server.ts";
import type { Script, ScriptPerson, ScriptShop } from "./script.ts";
import { markReminder } from "./webhooks.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Puts into the database what was there before the run: shops with their channels, reminders at any hour of the day, and
 * people who are linked. Then lets go of it.
 */
export async function seed(script: Script, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - 30 * DAY_MS);
  const peopleOf = Map.groupBy(script.people, ({ shop }) => shop);
  for (const shop of script.shops) await seedShop(shop, peopleOf.get(shop) ?? [], longAgo);
  await db.$disconnect();
  await pool.end();
}

async function seedShop(
  { domain, delays, ...channel }: ScriptShop,
  people: ScriptPerson[],
  longAgo: Date,
): Promise<void> {
  const shopId = uuid();
  await db.shop.create({ data: { id: shopId, domain, name: domain, installedAt: longAgo } });
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${domain}`,
      shop: domain,
      state: "",
      isOnline: false,
      accessToken: "shpat_chaos",
      scope: env().SCOPES,
      // Tokens live on real time.
      expires: new Date(Date.now() + DAY_MS),
    }),
  );
  const channelId = uuid();
  await db.channel.create({
    data: {
      id: channelId,
      shopId,
      messagingChannelId: channel.channelId,
      messagingSecret: sealMessagingSecret(channelId, channel.channelSecret),
      botUserId: channel.botUserId,
      webhookKey: channel.webhookKey,
      webhookMode: "own",
      connectedAt: longAgo,
    },
  });
  // Equal ends are the whole day.
  const hours = { sendingFromMinute: 0, sendingUntilMinute: 0 };
  await db.recoverySettings.create({
    data: { shopId, isOn: true, activatedAt: longAgo, ...hours },
  });
  await db.recoveryStep.createMany({
    data: delays.map((delayMinutes) => ({
      shopId,
      delayMinutes,
      isOn: true,
      activatedAt: longAgo,
      content: {
        ...defaultContent(delayMinutes as StepDelay, "ja"),
        title: markReminder(delayMinutes),
      },
    })),
  });
  await seedPeople({ shopId, channelId, people, longAgo });
}

async function seedPeople(options: {
  shopId: string;
  channelId: string;
  people: ScriptPerson[];
  longAgo: Date;
}): Promise<void> {
  const { shopId, channelId, people, longAgo } = options;
  const rows = people.map((person) => ({ ...person, friendId: uuid(), customerRowId: uuid() }));
  await db.friend.createMany({
    data: rows.map(({ friendId, userId }) => ({
      id: friendId,
      shopId,
      channelId,
      lineUserId: userId,
      displayName: "客",
      language: "ja",
      followState: "following",
      followChangedAt: longAgo,
      preferencesCode: uuid(),
      createdAt: longAgo,
    })),
  });
  await db.customer.createMany({
    data: rows.map(({ customerRowId, customerId }) => ({
      id: customerRowId,
      shopId,
      shopifyGid: `gid://shopify/Customer/${customerId}`,
      createdAt: longAgo,
    })),
  });
  await db.link.createMany({
    data: rows.map(({ friendId, customerRowId }) => ({
      shopId,
      friendId,
      customerId: customerRowId,
      method: "storefront",
      linkedAt: longAgo,
    })),
  });
}
