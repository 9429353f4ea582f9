import type { LineMessage } from "#app/ui/line-talk/line-message.ts";
import type { TalkEntry } from "#app/ui/line-talk/line-talk.tsx";
import { messageSummary } from "#app/ui/line-talk/message-summary.ts";
import { talkWords } from "#app/ui/line-talk/talk-words.ts";
import type { TalkLanguage } from "#app/ui/line-talk/talk-words.ts";
import type { TalkMessage } from "../../line/state.ts";
import { contentUrl } from "./line-control.ts";
import { words } from "./words.ts";

/**
 * The stand-in's messages as the drawing takes them: what the person sent gets the address of its bytes, a quoted message
 * stands in a line above its answer, and what was unsent leaves a line in its place.
 */
export function talkEntries(
  messages: readonly TalkMessage[],
  language: TalkLanguage,
): (TalkEntry & { of: TalkMessage })[] {
  const w = words[language];
  return messages.flatMap((message) => {
    const { at, from, read } = message;
    const id = String(message.id);
    const notice = (name: string, text: string) =>
      ({ id: `${id} ${name}`, at, from: "notice", text, of: message }) as const;
    if (message.unsentAt !== undefined) return [notice("unsent", w.unsent)];
    const quoted = quotedBy(message, messages);
    const entry = { id, at, message: drawable(message), of: message };
    return [
      ...(quoted ? [notice("quote", w.quoted(summaryOf(quoted, language)))] : []),
      from === "bot" ? { ...entry, from } : { ...entry, from, isRead: read },
      ...(message.editedAt === undefined ? [] : [notice("edited", w.edited)]),
    ];
  });
}

export function summaryOf(message: TalkMessage, language: TalkLanguage): string {
  if (message.unsentAt !== undefined) return words[language].unsent;
  return messageSummary(message.message as LineMessage, talkWords[language]);
}

/** The person's message names the id of what it quotes, the bot's its quote token. */
function quotedBy({ message }: TalkMessage, all: readonly TalkMessage[]): TalkMessage | undefined {
  const { quotedMessageId, quoteToken } = message;
  if (quotedMessageId === undefined && quoteToken === undefined) return undefined;
  return all.find((other) =>
    quotedMessageId === undefined
      ? other.quoteToken === quoteToken
      : other.messageId === quotedMessageId,
  );
}

function drawable(message: TalkMessage): LineMessage {
  const said = message.message;
  if (message.from === "user") {
    const url = contentUrl(message);
    if (said.type === "image")
      return { type: "image", originalContentUrl: url, previewImageUrl: url };
    if (said.type === "video") return { type: "video", originalContentUrl: url };
    if (said.type === "audio")
      return { type: "audio", originalContentUrl: url, duration: Number(said.duration ?? 0) };
    if (said.type === "text" && Array.isArray(said.emojis)) return withDollars(said);
  }
  // The drawing copes with any shape and says so where it knows none.
  return said as LineMessage;
}

type ReceivedEmoji = { index: number; length: number; productId: string; emojiId: string };

/** A received emoji stands for some characters of the text, a sent one for a `$`: the drawing knows the latter. */
function withDollars(said: TalkMessage["message"]): LineMessage {
  const emojis = (said.emojis as ReceivedEmoji[]).toSorted((a, b) => a.index - b.index);
  const from = String(said.text);
  let text = "";
  let at = 0;
  const placed = emojis.map(({ index, length, productId, emojiId }) => {
    text += from.slice(at, index);
    at = index + length;
    text += "$";
    return { index: text.length - 1, productId, emojiId };
  });
  return { type: "text", text: text + from.slice(at), emojis: placed };
}
