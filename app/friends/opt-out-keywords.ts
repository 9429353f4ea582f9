import type { ConsentKind } from "./friend.ts";

/** What a keyword asks for. `all`: a bare "stop" means every kind that needs consent. */
export type OptOutWish = { kind: ConsentKind | "all"; wants: "out" | "in" };

const wishes: { words: string[]; wish: OptOutWish }[] = [
  {
    words: [
      "配信停止",
      "配信を停止",
      "停止",
      "解除",
      "配信解除",
      "受信拒否",
      "stop",
      "stopall",
      "unsubscribe",
    ],
    wish: { kind: "all", wants: "out" },
  },
  {
    words: ["カート通知停止", "カゴ通知停止", "かご通知停止", "stop cart", "stop reminders"],
    wish: { kind: "recovery", wants: "out" },
  },
  {
    words: ["お知らせ停止", "宣伝停止", "stop news", "stop marketing"],
    wish: { kind: "marketing", wants: "out" },
  },
  {
    words: ["配信再開", "配信を再開", "再開", "start", "unstop", "subscribe"],
    wish: { kind: "all", wants: "in" },
  },
  {
    words: ["カート通知再開", "カゴ通知再開", "かご通知再開", "start cart"],
    wish: { kind: "recovery", wants: "in" },
  },
  {
    words: ["お知らせ再開", "start news", "start marketing"],
    wish: { kind: "marketing", wants: "in" },
  },
];

const byWord = new Map(
  wishes.flatMap(({ words, wish }) => words.map((word) => [word, wish] as const)),
);

/**
 * Reads a message as a wish to stop or resume messages. Only a message that is nothing but the keyword counts, so
 * that "配信停止ってできますか?" reaches a person; width, case, spaces around and a closing mark do not matter.
 *
 * @returns null when the text is not a keyword
 */
export function readOptOutKeyword(text: string): OptOutWish | null {
  // No keyword is near this long; normalising a 5,000-character message would be work for nothing.
  if (text.length > 40) return null;
  const word = text
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/[。.!]+$/u, "")
    .replace(/\s+/gu, " ");
  return byWord.get(word) ?? null;
}
