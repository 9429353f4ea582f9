import type { SandboxClock } from "../clock.ts";
import { newBasicId, newChannelId, newChannelSecret, newUserId, userIdUnder } from "./ids.ts";
import type {
  Friendship,
  LoginChannel,
  MessagingChannel,
  PhoneUser,
  Provider,
  WebhookSetting,
} from "./state.ts";

/** A webhook setting may be given in part. */
type MessagingChannelPatch = Partial<Omit<MessagingChannel, "webhook">> & {
  webhook?: Partial<WebhookSetting>;
};
type NewMessagingChannel = MessagingChannelPatch & { providerId: string };
type NewLoginChannel = { providerId: string } & Partial<LoginChannel>;
type NewPhoneUser = { displayName: string } & Partial<PhoneUser>;

/** A seed that contradicts itself, for instance a channel of an unknown provider. The control API answers it with 400. */
export class SeedError extends Error {}

export type LineStore = ReturnType<typeof createLineStore>;

/** Everything that a LINE console and the phones know, in memory. Lookups return undefined for what is not there. */
export function createLineStore(clock: SandboxClock) {
  const providers = new Map<string, Provider>();
  const messagingChannels = new Map<string, MessagingChannel>();
  const loginChannels = new Map<string, LoginChannel>();
  const users = new Map<string, PhoneUser>();
  const owners = new Map<string, { user: PhoneUser; providerId: string }>();
  const friendships = new Map<string, Friendship>();
  const lastWrote = new Map<string, number>();
  const pair = (botUserId: string, userId: string) => `${botUserId} ${userId}`;

  function requireProvider(providerId: string): void {
    if (!providers.has(providerId)) throw new SeedError(`Unknown provider ${providerId}.`);
  }

  function requireFreeChannelId(channelId: string): void {
    if (messagingChannels.has(channelId) || loginChannels.has(channelId)) {
      throw new SeedError(`The channel id ${channelId} is taken.`);
    }
  }

  function giveUserId(user: PhoneUser, providerId: string): void {
    const userId = (user.userIds[providerId] ??= userIdUnder(user.personId, providerId));
    owners.set(userId, { user, providerId });
  }

  const bot = (botUserId: string) =>
    [...messagingChannels.values()].find((channel) => channel.botUserId === botUserId);

  function checkLoginChannel(channel: LoginChannel): LoginChannel {
    requireProvider(channel.providerId);
    const linked = channel.linkedBotUserId;
    if (linked !== undefined && bot(linked)?.providerId !== channel.providerId) {
      throw new SeedError("LINE links a login channel only to a bot of the same provider.");
    }
    return channel;
  }

  return {
    addProvider(input: { name: string; providerId?: string }): Provider {
      const provider = { providerId: input.providerId ?? newChannelId(), name: input.name };
      providers.set(provider.providerId, provider);
      for (const user of users.values()) giveUserId(user, provider.providerId);
      return provider;
    },

    /** What is left out is made up. Throws a SeedError when the provider is unknown or the channel id is taken. */
    addMessagingChannel(input: NewMessagingChannel): MessagingChannel {
      requireProvider(input.providerId);
      const channel: MessagingChannel = {
        channelId: newChannelId(),
        channelSecret: newChannelSecret(),
        botUserId: newUserId(),
        basicId: newBasicId(),
        displayName: "Sandbox bot",
        chatMode: "bot",
        markAsReadMode: "auto",
        verified: false,
        quota: { type: "limited", value: 200 },
        ...input,
        webhook: { active: true, redelivery: false, ...input.webhook },
      };
      requireFreeChannelId(channel.channelId);
      messagingChannels.set(channel.channelId, channel);
      return channel;
    },

    /** Changes what a console would let one change. Undefined when the channel is unknown. */
    updateMessagingChannel(
      channelId: string,
      patch: MessagingChannelPatch,
    ): MessagingChannel | undefined {
      const channel = messagingChannels.get(channelId);
      if (!channel) return undefined;
      const webhook = { ...channel.webhook, ...patch.webhook };
      return Object.assign(channel, patch, { webhook });
    },

    /** Throws a SeedError when the provider is unknown, the id is taken or the linked bot is another provider's. */
    addLoginChannel(input: NewLoginChannel): LoginChannel {
      const channel = checkLoginChannel({
        channelId: newChannelId(),
        channelSecret: newChannelSecret(),
        displayName: "Sandbox login",
        callbackUrls: [],
        status: "published",
        testerUserIds: [],
        emailPermission: false,
        liffApps: [],
        ...input,
      });
      requireFreeChannelId(channel.channelId);
      loginChannels.set(channel.channelId, channel);
      return channel;
    },

    updateLoginChannel(channelId: string, patch: Partial<LoginChannel>): LoginChannel | undefined {
      const channel = loginChannels.get(channelId);
      if (!channel) return undefined;
      return Object.assign(channel, checkLoginChannel({ ...channel, ...patch }));
    },

    /** A person with a phone, known under every provider, also those added later. */
    addUser(input: NewPhoneUser): PhoneUser {
      const user: PhoneUser = {
        personId: newUserId(),
        language: "ja",
        ...input,
        userIds: { ...input.userIds },
      };
      users.set(user.personId, user);
      for (const providerId of providers.keys()) giveUserId(user, providerId);
      return user;
    },

    providers: () => [...providers.values()],
    messagingChannels: () => [...messagingChannels.values()],
    loginChannels: () => [...loginChannels.values()],
    users: () => [...users.values()],
    messagingChannel: (channelId: string) => messagingChannels.get(channelId),
    loginChannel: (channelId: string) => loginChannels.get(channelId),
    bot,
    /** The person behind a user id, and the provider under which it is theirs. */
    owner: (userId: string) => owners.get(userId),
    /** Whether this user id means anything to this bot: ids are per provider. */
    knows: (channel: MessagingChannel, userId: string) =>
      owners.get(userId)?.providerId === channel.providerId,

    friendship: (botUserId: string, userId: string): Friendship =>
      friendships.get(pair(botUserId, userId)) ?? "none",
    setFriendship(botUserId: string, userId: string, friendship: Friendship): void {
      friendships.set(pair(botUserId, userId), friendship);
    },
    friendships: () =>
      [...friendships].map(([key, friendship]) => {
        const [botUserId = "", userId = ""] = key.split(" ");
        return { botUserId, userId, friendship };
      }),

    noteWriting(botUserId: string, userId: string): void {
      lastWrote.set(pair(botUserId, userId), clock.now());
    },
    /**
     * Whether a message to this person arrives: a friend that has not blocked the bot, or somebody who wrote to it
     * within seven days without being a friend (LINE reference, "Conditions for sending push message").
     */
    isReachable(botUserId: string, userId: string, by: "push" | "multicast"): boolean {
      const friendship = friendships.get(pair(botUserId, userId)) ?? "none";
      if (friendship !== "none" || by === "multicast") return friendship === "following";
      const wrote = lastWrote.get(pair(botUserId, userId));
      return wrote !== undefined && clock.now() - wrote <= 7 * 24 * 3_600_000;
    },
  };
}
