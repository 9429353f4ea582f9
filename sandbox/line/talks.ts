import type { SandboxClock } from "../clock.ts";
import type { LineStore } from "./store.ts";
import type { LineMessage, Talk, TalkMessage, WebhookDelivery } from "./state.ts";

/** What changes in a talk, as its stream tells it. */
type TalkChange =
  | { kind: "message"; message: TalkMessage }
  /** The person edited or unsent it. */
  | { kind: "changed"; message: TalkMessage }
  | { kind: "talk"; talk: Omit<Talk, "messages"> }
  | { kind: "read"; ids: number[] }
  | { kind: "delivery"; delivery: WebhookDelivery };

type TalkState = { messages: TalkMessage[]; loadingUntilRealAt?: number };

export type Talks = ReturnType<typeof createTalks>;

/** The talks between bots and people, with everything a phone needs to draw them. */
export function createTalks(clock: SandboxClock, store: LineStore) {
  const talks = new Map<string, TalkState>();
  const listeners = new Map<string, Set<(change: TalkChange) => void>>();
  let nextId = 1;

  const key = (botUserId: string, userId: string) => `${botUserId} ${userId}`;

  function state(botUserId: string, userId: string): TalkState {
    const found = talks.get(key(botUserId, userId));
    if (found) return found;
    const fresh: TalkState = { messages: [] };
    talks.set(key(botUserId, userId), fresh);
    return fresh;
  }

  function tell(botUserId: string, userId: string, change: TalkChange): void {
    for (const listener of listeners.get(key(botUserId, userId)) ?? []) listener(change);
  }

  function header(botUserId: string, userId: string): Omit<Talk, "messages"> {
    const { loadingUntilRealAt } = state(botUserId, userId);
    const friendship = store.friendship(botUserId, userId);
    return { botUserId, userId, friendship, ...(loadingUntilRealAt ? { loadingUntilRealAt } : {}) };
  }

  function find(botUserId: string, userId: string, messageId: string): TalkMessage | undefined {
    const { messages } = state(botUserId, userId);
    return messages.find((message) => message.messageId === messageId);
  }

  function change(
    botUserId: string,
    userId: string,
    message: TalkMessage,
    patch: Partial<TalkMessage>,
  ) {
    Object.assign(message, patch);
    tell(botUserId, userId, { kind: "changed", message });
    return message;
  }

  return {
    append(
      botUserId: string,
      userId: string,
      entry: Omit<TalkMessage, "id" | "at" | "read" | "notificationDisabled"> & {
        notificationDisabled?: boolean;
      },
    ): TalkMessage {
      const talk = state(botUserId, userId);
      const message = {
        notificationDisabled: false,
        ...entry,
        id: nextId++,
        at: clock.now(),
        read: false,
      };
      talk.messages.push(message);
      if (message.from === "bot" && talk.loadingUntilRealAt !== undefined) {
        // LINE ends the loading animation when a message of the bot arrives.
        delete talk.loadingUntilRealAt;
        tell(botUserId, userId, { kind: "talk", talk: header(botUserId, userId) });
      }
      tell(botUserId, userId, { kind: "message", message });
      return message;
    },

    /** The talk with the messages after `after`, oldest first. */
    read(botUserId: string, userId: string, after = 0): Talk {
      const messages = state(botUserId, userId).messages.filter((message) => message.id > after);
      return { ...header(botUserId, userId), messages };
    },

    /** The message of this talk, either side's, that a quote token stands for. Undefined when there is none. */
    quoted(botUserId: string, userId: string, quoteToken: unknown): TalkMessage | undefined {
      if (typeof quoteToken !== "string") return undefined;
      return state(botUserId, userId).messages.find((message) => message.quoteToken === quoteToken);
    },

    /** Takes the person's message back: its place stays. Undefined when it is not theirs or gone already. */
    unsend(botUserId: string, userId: string, messageId: string): TalkMessage | undefined {
      const message = find(botUserId, userId, messageId);
      if (message?.via !== "typed" || message.unsentAt !== undefined) return undefined;
      const patch = { message: { type: "unsent" }, unsentAt: clock.now() };
      return change(botUserId, userId, message, patch);
    },

    /** Gives the person's text message another text. Undefined when it is not theirs, gone or no text. */
    edit(
      botUserId: string,
      userId: string,
      messageId: string,
      text: string,
    ): TalkMessage | undefined {
      const message = find(botUserId, userId, messageId);
      if (message?.via !== "typed" || message.message.type !== "text") return undefined;
      const edited: LineMessage = { ...message.message, text };
      delete edited.emojis;
      const patch = { message: edited, editedAt: clock.now() };
      return change(botUserId, userId, message, patch);
    },

    /** Marks the person's messages up to and including this one as read by the bot. */
    markAsRead(botUserId: string, userId: string, messageId: string): void {
      const { messages } = state(botUserId, userId);
      const last = messages.findIndex((message) => message.messageId === messageId);
      const unread = messages
        .slice(0, last + 1)
        .filter((message) => message.from === "user" && !message.read);
      for (const message of unread) message.read = true;
      if (unread.length > 0)
        tell(botUserId, userId, { kind: "read", ids: unread.map(({ id }) => id) });
    },

    showLoading(botUserId: string, userId: string, seconds: number): void {
      state(botUserId, userId).loadingUntilRealAt = Date.now() + seconds * 1_000;
      tell(botUserId, userId, { kind: "talk", talk: header(botUserId, userId) });
    },

    friendshipChanged(botUserId: string, userId: string): void {
      tell(botUserId, userId, { kind: "talk", talk: header(botUserId, userId) });
    },

    tellDelivery(delivery: WebhookDelivery): void {
      tell(delivery.botUserId, delivery.userId, { kind: "delivery", delivery });
    },

    /** Calls `listener` on every change until the returned function is called. */
    subscribe(
      botUserId: string,
      userId: string,
      listener: (change: TalkChange) => void,
    ): () => void {
      const set = listeners.get(key(botUserId, userId)) ?? new Set();
      listeners.set(key(botUserId, userId), set.add(listener));
      return () => set.delete(listener);
    },
  };
}
