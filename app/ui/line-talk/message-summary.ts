import type { LineMessage } from "./line-message.ts";
import type { TalkWords } from "./talk-words.ts";

/** The one line that LINE's talk list and notification show of a message: its text, its alt text, or its kind. */
export function messageSummary(message: LineMessage, words: TalkWords): string {
  switch (message.type) {
    case "text":
      return withoutEmojis(message.text ?? "", message.emojis ?? [], words);
    case "textV2":
      return (message.text ?? "").replaceAll(/\{\{|\}\}|\{([^{}]+)\}/g, (part, name?: string) => {
        if (name === undefined) return part[0] ?? "";
        const named = message.substitution?.[name];
        if (!named) return part;
        return named.type === "emoji" ? `(${words.emoji})` : `@${name}`;
      });
    case "flex":
    case "template":
    case "imagemap":
      return message.altText ?? "";
    case "sticker":
    case "image":
    case "video":
    case "audio":
    case "file":
    case "location":
    case "coupon":
      return words[message.type];
    default:
      return words.unsupported;
  }
}

function withoutEmojis(text: string, emojis: { index?: number }[], words: TalkWords): string {
  const places = new Set(emojis.map((emoji) => emoji.index));
  return text
    .split("")
    .map((unit, index) => (unit === "$" && places.has(index) ? `(${words.emoji})` : unit))
    .join("");
}
