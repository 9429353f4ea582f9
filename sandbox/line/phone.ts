import { newMessageId, newToken } from "./ids.ts";
import type { LineStore } from "./store.ts";
import type { LineMessage, MessagingChannel, TalkMessage, WebhookDelivery } from "./state.ts";
import type { Talks } from "./talks.ts";
import type { ContentStore } from "./content-store.ts";
import { phoneActSchema, type PhoneAct } from "./phone-acts.ts";
import { messageOf, QUOTABLE_BY_PERSON, type SayingAct } from "./phone-messages.ts";
import type { WebhookEvent, WebhookEvents } from "./webhook-events.ts";
import type { Webhooks } from "./webhooks.ts";

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
      reason:
        | "unknown-talk"
        | "blocked"
        | "already-following"
        | "not-following"
        | "not-blocked"
        | "unknown-quote"
        | "unknown-upload"
        | "emoji-outside-text"
        /** Not a message of this person's that is still there, or one of a kind that cannot be edited. */
        | "unknown-message";
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
    const quoteToken = QUOTABLE_BY_PERSON.has(webhookContent.type) ? newToken() : undefined;
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
      case "postback":
        return postback(channel, userId, done);
      case "unsend":
        return unsend(channel, userId, done.messageId);
      case "edit":
        return edit(channel, userId, done.messageId, done.text);
      default:
        return write(channel, userId, done);
    }
  }

  function write(channel: MessagingChannel, userId: string, done: SayingAct): ActResult {
    const quoteToken = "quoteToken" in done ? done.quoteToken : undefined;
    const quotedMessageId = talks.quoted(channel.botUserId, userId, quoteToken)?.messageId;
    if (quoteToken !== undefined && !quotedMessageId) return { ok: false, reason: "unknown-quote" };
    const made = messageOf(done, content, quotedMessageId);
    if (!made.ok) return made;
    const said = say(channel, userId, made.message);
    if (made.content) content.keep(said.message.messageId, channel.botUserId, made.content);
    return result(channel, [said.message], [said.event]);
  }

  /** What is unsent is gone from the talk, and so is its content. */
  function unsend(channel: MessagingChannel, userId: string, messageId: string): ActResult {
    const gone = talks.unsend(channel.botUserId, userId, messageId);
    if (!gone) return { ok: false, reason: "unknown-message" };
    content.remove(messageId);
    return result(channel, [gone], [events.unsend(userId, messageId)]);
  }

  /** The same message with another text: its id and its tokens stay. */
  function edit(
    channel: MessagingChannel,
    userId: string,
    messageId: string,
    text: string,
  ): ActResult {
    const edited = talks.edit(channel.botUserId, userId, messageId, text);
    if (!edited) return { ok: false, reason: "unknown-message" };
    const event = events.messageEdited(userId, {
      ...edited.message,
      id: messageId,
      quoteToken: edited.quoteToken,
      markAsReadToken: content.issueReadToken(channel.botUserId, userId, messageId),
    });
    return result(channel, [edited], [event]);
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

  return { act };
}
