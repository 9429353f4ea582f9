import { z } from "zod";
import { newMessageId, newToken } from "./ids.ts";
import type { LineStore } from "./store.ts";
import type { LineMessage, MessagingChannel, TalkMessage, WebhookDelivery } from "./state.ts";
import type { Talks } from "./talks.ts";
import type { ContentStore } from "./content.ts";
import type { WebhookEvent, WebhookEvents } from "./webhook-events.ts";
import type { Webhooks } from "./webhooks.ts";

/** What a person can do in a talk. The limits are those of LINE's app. */
export const phoneActSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("follow") }),
  z.object({ type: z.literal("block") }),
  z.object({ type: z.literal("unblock") }),
  z.object({
    type: z.literal("text"),
    text: z.string().min(1).max(10_000),
    quoteToken: z.string().optional(),
  }),
  z.object({ type: z.literal("message"), text: z.string().min(1).max(300) }),
  z.object({ type: z.literal("sticker"), packageId: z.string(), stickerId: z.string() }),
  z.object({
    type: z.literal("image"),
    base64: z.string().optional(),
    contentType: z.string().default("image/png"),
  }),
  z.object({
    type: z.literal("location"),
    title: z.string().optional(),
    address: z.string().optional(),
    latitude: z.number(),
    longitude: z.number(),
  }),
  z.object({
    type: z.literal("postback"),
    data: z.string().max(300),
    displayText: z.string().max(300).optional(),
    text: z.string().max(300).optional(),
    params: z.record(z.string(), z.string()).optional(),
  }),
]);
export type PhoneAct = z.input<typeof phoneActSchema>;

type ActResult =
  | {
      ok: true;
      messages: TalkMessage[];
      webhookEventIds: string[];
      /** The first deliveries of the act's events; settles when they have ended. */
      deliveries: Promise<WebhookDelivery[]>;
    }
  | {
      ok: false;
      reason: "unknown-talk" | "blocked" | "already-following" | "not-following" | "not-blocked";
    };

type Dependencies = {
  store: LineStore;
  talks: Talks;
  content: ContentStore;
  events: WebhookEvents;
  webhooks: Webhooks;
};

export type Phone = ReturnType<typeof createPhone>;

/** The people's phones: every act changes the talk and becomes a real webhook event. */
export function createPhone({ store, talks, content, events, webhooks }: Dependencies) {
  function result(
    channel: MessagingChannel,
    messages: TalkMessage[],
    sent: WebhookEvent[],
  ): ActResult {
    return {
      ok: true,
      messages,
      webhookEventIds: sent.map((event) => event.webhookEventId),
      deliveries: Promise.all(sent.map((event) => webhooks.send(channel, event))),
    };
  }

  function befriend(channel: MessagingChannel, userId: string, isUnblocked: boolean): ActResult {
    store.setFriendship(channel.botUserId, userId, "following");
    talks.friendshipChanged(channel.botUserId, userId);
    return result(channel, [], [events.follow(userId, isUnblocked)]);
  }

  function block(channel: MessagingChannel, userId: string): ActResult {
    store.setFriendship(channel.botUserId, userId, "blocked");
    talks.friendshipChanged(channel.botUserId, userId);
    return result(channel, [], [events.unfollow(userId)]);
  }

  /** Puts the person's message into the talk and makes its event. `drawn` is what the phone shows of it. */
  function say(
    channel: MessagingChannel,
    userId: string,
    webhookContent: LineMessage,
    drawn: LineMessage = webhookContent,
  ) {
    const messageId = newMessageId();
    const canBeQuoted = webhookContent.type !== "location";
    const quoteToken = canBeQuoted ? newToken() : undefined;
    const event = events.message(userId, {
      ...webhookContent,
      id: messageId,
      ...(quoteToken ? { quoteToken } : {}),
      markAsReadToken: content.issueReadToken(channel.botUserId, userId, messageId),
    });
    const { webhookEventId } = event;
    store.noteWriting(channel.botUserId, userId);
    const message = talks.append(channel.botUserId, userId, {
      messageId,
      from: "user",
      via: "typed",
      message: drawn,
      webhookEventId,
      ...(quoteToken ? { quoteToken } : {}),
    });
    return { message, event };
  }

  function act(botUserId: string, userId: string, input: PhoneAct): ActResult {
    const channel = store.bot(botUserId);
    if (!channel || !store.knows(channel, userId)) return { ok: false, reason: "unknown-talk" };
    const friendship = store.friendship(botUserId, userId);
    const done = phoneActSchema.parse(input);
    if (done.type === "follow") {
      if (friendship === "following") return { ok: false, reason: "already-following" };
      return befriend(channel, userId, friendship === "blocked");
    }
    if (done.type === "unblock") {
      return friendship === "blocked"
        ? befriend(channel, userId, true)
        : { ok: false, reason: "not-blocked" };
    }
    if (done.type === "block") {
      return friendship === "following"
        ? block(channel, userId)
        : { ok: false, reason: "not-following" };
    }
    // LINE's app lets nobody write to an account that they have blocked.
    if (friendship === "blocked") return { ok: false, reason: "blocked" };

    switch (done.type) {
      case "text":
      case "message": {
        const quotedMessageId =
          done.type === "text" ? quoted(botUserId, userId, done.quoteToken) : undefined;
        const text: LineMessage = {
          type: "text",
          text: done.text,
          ...(quotedMessageId ? { quotedMessageId } : {}),
        };
        const said = say(channel, userId, text);
        return result(channel, [said.message], [said.event]);
      }
      case "sticker": {
        const { packageId, stickerId } = done;
        const sticker = { type: "sticker", packageId, stickerId, stickerResourceType: "STATIC" };
        const said = say(channel, userId, sticker);
        return result(channel, [said.message], [said.event]);
      }
      case "location": {
        const said = say(channel, userId, done);
        return result(channel, [said.message], [said.event]);
      }
      case "image": {
        const said = say(channel, userId, { type: "image", contentProvider: { type: "line" } });
        content.keep(said.message.messageId, channel.botUserId, done.base64, done.contentType);
        return result(channel, [said.message], [said.event]);
      }
      case "postback":
        return postback(channel, userId, done);
    }
  }

  /** `displayText` is only drawn; the deprecated `text` is a message of its own, with an event of its own. */
  function postback(
    channel: MessagingChannel,
    userId: string,
    tap: { data: string; displayText?: string; text?: string; params?: Record<string, string> },
  ): ActResult {
    const event = events.postback(userId, tap.data, tap.params);
    if (tap.text !== undefined) {
      const said = say(channel, userId, { type: "text", text: tap.text });
      return result(channel, [said.message], [said.event, event]);
    }
    if (tap.displayText === undefined) return result(channel, [], [event]);
    const drawn = talks.append(channel.botUserId, userId, {
      messageId: newMessageId(),
      from: "user",
      via: "displayText",
      message: { type: "text", text: tap.displayText },
      webhookEventId: event.webhookEventId,
    });
    return result(channel, [drawn], [event]);
  }

  function quoted(
    botUserId: string,
    userId: string,
    quoteToken: string | undefined,
  ): string | undefined {
    if (quoteToken === undefined) return undefined;
    const { messages } = talks.read(botUserId, userId);
    return messages.find((message) => message.quoteToken === quoteToken)?.messageId;
  }

  return { act };
}
