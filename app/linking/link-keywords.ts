const words = new Set([
  "連携",
  "れんけい",
  "line連携",
  "id連携",
  "会員連携",
  "アカウント連携",
  "連携する",
  "連携したい",
  "連携希望",
  "link",
  "connect",
  "link account",
  "connect account",
]);

/**
 * Whether a message asks to link. Only one that is nothing but the keyword counts, so that "連携できません" reaches a
 * person; width, case, kana, spaces and a closing mark do not matter.
 */
export function isLinkKeyword(text: string): boolean {
  // No keyword is near this long; normalising a 5,000-character message would be work for nothing.
  if (text.length > 40) return false;
  const spoken = text
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/[。.!?]+$/u, "")
    .replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/\s+/gu, " ");
  return folded.has(spoken) || folded.has(spoken.replaceAll(" ", ""));
}

/** With hiragana in the place of katakana, as a message is read. */
const folded = new Set(
  [...words].map((word) =>
    word.replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60)),
  ),
);
