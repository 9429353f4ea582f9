import { useEffect, useReducer } from "react";
import type { Talk, TalkMessage, WebhookDelivery } from "../../line/state.ts";
import { readTalk, talkPath } from "./line-control.ts";
import type { TalkKey } from "./line-control.ts";

/** Real milliseconds between looks at the talks that are not open. */
const pollEvery = 1_500;

export type Talks = Record<string, Talk>;

type Change =
  | { kind: "messages"; key: TalkKey; messages: TalkMessage[] }
  | { kind: "header"; key: TalkKey; header: Omit<Talk, "messages"> }
  | { kind: "read"; key: TalkKey; ids: number[] };

export const talkId = ({ botUserId, userId }: TalkKey) => `${botUserId}/${userId}`;

/**
 * The talks of one person. The open one is live by the stand-in's stream; the others are looked at now and then, because a
 * browser allows only six connections to one server.
 * @param keys one for each bot that the person could have as a friend
 * @param openBot the bot whose talk is open, if any
 */
export function useTalks(
  keys: readonly TalkKey[],
  openBot: string | undefined,
  onDelivery: (delivery: WebhookDelivery) => void,
): Talks {
  const [talks, change] = useReducer(changed, {});
  const all = keys.map(talkId).join(" ");
  const open = keys.find(({ botUserId }) => botUserId === openBot);
  const openId = open && talkId(open);

  useEffect(() => {
    let isOver = false;
    const last: Record<string, number> = {};
    async function look() {
      for (const key of all.split(" ").filter(Boolean).map(keyOf)) {
        const id = talkId(key);
        const { messages, ...header } = await readTalk(key, last[id] ?? 0);
        if (isOver) return;
        last[id] = messages.at(-1)?.id ?? last[id] ?? 0;
        change({ kind: "header", key, header });
        change({ kind: "messages", key, messages });
      }
    }
    // A stand-in that is starting again answers at the next look.
    const lookQuietly = () => void look().catch((error: unknown) => console.warn(error));
    lookQuietly();
    const timer = setInterval(lookQuietly, pollEvery);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [all]);

  useEffect(() => {
    if (!openId) return;
    const key = keyOf(openId);
    const stream = new EventSource(`${talkPath(key)}/stream?after=0`);
    const on = <T>(name: string, take: (data: T) => void) =>
      stream.addEventListener(name, (event: MessageEvent<string>) =>
        take(JSON.parse(event.data) as T),
      );
    on<TalkMessage>("message", (message) => change({ kind: "messages", key, messages: [message] }));
    on<TalkMessage>("changed", (message) => change({ kind: "messages", key, messages: [message] }));
    on<Omit<Talk, "messages">>("talk", (header) => change({ kind: "header", key, header }));
    on<{ ids: number[] }>("read", ({ ids }) => change({ kind: "read", key, ids }));
    on<WebhookDelivery>("delivery", onDelivery);
    return () => stream.close();
  }, [openId, onDelivery]);

  return talks;
}

function keyOf(id: string): TalkKey {
  const [botUserId = "", userId = ""] = id.split("/");
  return { botUserId, userId };
}

function changed(talks: Talks, change: Change): Talks {
  const id = talkId(change.key);
  const talk = talks[id] ?? { ...change.key, friendship: "none", messages: [] };
  switch (change.kind) {
    case "header":
      if (isSame(talk, change.header) && talks[id]) return talks;
      return { ...talks, [id]: { ...change.header, messages: talk.messages } };
    case "read": {
      const isRead = new Set(change.ids);
      const messages = talk.messages.map((m) => (isRead.has(m.id) ? { ...m, read: true } : m));
      return { ...talks, [id]: { ...talk, messages } };
    }
    case "messages": {
      const known = new Map(talk.messages.map((message) => [message.id, message]));
      const fresh = change.messages.filter((message) => isNews(message, known.get(message.id)));
      if (fresh.length === 0) return talks;
      for (const message of fresh) known.set(message.id, message);
      const messages = [...known.values()].sort((a, b) => a.id - b.id);
      return { ...talks, [id]: { ...talk, messages } };
    }
  }
}

/** A message may come again: from the look and from the stream, and when it was edited or unsent. */
const isNews = (message: TalkMessage, known: TalkMessage | undefined) =>
  known?.unsentAt !== message.unsentAt || known?.editedAt !== message.editedAt || !known;

const isSame = (talk: Talk, header: Omit<Talk, "messages">) =>
  talk.friendship === header.friendship && talk.loadingUntilRealAt === header.loadingUntilRealAt;
