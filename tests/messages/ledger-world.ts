import { randomUUID } from "node:crypto";
import type { Channel, Friend, Prisma, Send, Shop } from "@prisma/client";
import type { DispatcherConfig } from "#app/messages/dispatcher.server.ts";
import type { Prepared, Programme } from "#app/messages/programme.ts";
import type { MessagingChannel } from "#sandbox/line/state.ts";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createLineStandIn } from "#sandbox/line/line-stand-in.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

/** A shop with a LINE account that is really there at the stand-in, and one person who follows it. */
export type ShopOnLine = { shop: Shop; channel: Channel; friend: Friend; bot: MessagingChannel };

/** Noon in Japan, when the factory's sends are due. */
export const NOON = new Date("2026-11-22T03:00:00Z");
export const PUSH = "POST /v2/bot/message/push";
const MINUTE_MS = 60_000;

/**
 * The ledger before a stand-in of LINE: real database, real HTTP, and two clocks to turn. Made before any module reads
 * the environment, so what needs the environment is imported in here.
 */
export async function createLedgerWorld() {
  const clock = createMemoryClock(NOON.getTime() - Date.now());
  const faults = createFaults();
  const requests = createRequestLog(20_000);
  const line = await createLineStandIn({ clock, faults, requests });
  Object.assign(process.env, { LINE_API_URL: line.urls.api, LINE_ACCESS_URL: line.urls.access });
  const { db, pool } = await import("#app/platform/database.server.ts");
  const { pushBytes } = await import("#app/line/push.server.ts");
  const { replyBytes } = await import("#app/line/reply.server.ts");
  const { createDispatcher } = await import("#app/messages/dispatcher.server.ts");
  const { sealMessagingSecret } = await import("#app/channels/channel-secrets.server.ts");
  const { readChannel } = await import("#app/channels/read-channel.server.ts");

  const { providerId } = line.state.addProvider({ name: "結び" });
  let now = NOON;
  let realLeadMs = 0;
  const config = (): DispatcherConfig => ({
    pool,
    db,
    programmes: [textProgramme()],
    pushBytes,
    replyBytes,
    readCredentials: async (shopId) => (await readChannel({ db, shopId }))?.credentials ?? null,
    now: () => now,
    realTime: () => new Date(Date.now() + realLeadMs),
  });

  return {
    line,
    faults,
    db,
    pool,
    pushBytes,
    replyBytes,
    now: () => now,
    realNow: () => new Date(Date.now() + realLeadMs),
    /** Turns the product's clock; real time stands. */
    travel(minutes: number) {
      now = new Date(now.getTime() + minutes * MINUTE_MS);
    },
    /** Lets real time pass: leases end, retries are due. */
    letRealTimePass(ms: number) {
      realLeadMs += ms;
    },
    dispatcher: (overrides: Partial<DispatcherConfig> = {}) =>
      createDispatcher({ ...config(), ...overrides }),

    async shopOnLine(): Promise<ShopOnLine> {
      const bot = line.state.addMessagingChannel({ providerId, displayName: "結び商店" });
      const shop = await createShop(db);
      const channelId = randomUUID();
      const channel = await createChannel(db, shop, {
        id: channelId,
        messagingChannelId: bot.channelId,
        messagingSecret: sealMessagingSecret(channelId, bot.channelSecret),
        botUserId: bot.botUserId,
      });
      const friend = await this.addFriend({ channel, bot });
      return { shop, channel, friend, bot };
    },

    async addFriend({ channel, bot }: Pick<ShopOnLine, "channel" | "bot">): Promise<Friend> {
      const person = line.state.addUser({ displayName: "花子" });
      const lineUserId = person.userIds[providerId] ?? "";
      line.state.setFriendship(bot.botUserId, lineUserId, "following");
      return createFriend(db, channel, { lineUserId });
    },

    /** A due send to the shop's friend; its message is its cause. */
    send: (
      { shop, friend }: ShopOnLine,
      overrides: Partial<Prisma.SendUncheckedCreateInput> = {},
    ) => createSend(db, { shopId: shop.id, friendId: friend.id, ...overrides }),

    read: (send: Pick<Send, "id">) =>
      db.send.findUniqueOrThrow({ where: { id: send.id }, include: { attempt: true } }),

    /** What the friend's phone shows, oldest first. */
    phone: ({ bot, friend }: Pick<ShopOnLine, "bot" | "friend">) =>
      line.talks
        .read(bot.botUserId, friend.lineUserId)
        .messages.map(({ message }) => (message as unknown as { text: string }).text),

    /** How many push requests reached LINE, answered or not. */
    pushes: () => requests.list().filter(({ path }) => path === "/v2/bot/message/push").length,
    forgetRequests: () => requests.clear(),
    close: () => line.close(),
  };
}

/** Sends each one's cause as a text to the friend it was planned for, unless `answer` says otherwise. */
export function textProgramme(
  answer: (send: { cause: string; friendId: string | null }) => Prepared | undefined = (send) => ({
    outcome: "send",
    friendId: send.friendId ?? "",
    messages: [{ type: "text", text: send.cause }],
  }),
): Programme {
  return {
    kind: "recovery",
    consentKind: "recovery",
    async prepare({ sends }) {
      const answers = sends.map((send) => [send.id, answer(send)] as const);
      return new Map(answers.filter((entry): entry is [string, Prepared] => Boolean(entry[1])));
    },
  };
}
