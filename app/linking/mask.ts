/**
 * A name as its owner recognises it and a passer-by does not: the first character, and a fixed number of stars, so
 * that its length is not told either.
 *
 * @returns null when there is no name
 */
export function maskName(name: string | null | undefined): string | null {
  const trimmed = name?.trim();
  if (!trimmed) return null;
  const [first] = new Intl.Segmenter("ja", { granularity: "grapheme" }).segment(trimmed);
  return `${first?.segment ?? ""}***`;
}

/**
 * An e-mail address with its local part masked: `t***@example.jp`.
 *
 * @returns null when it is not an address
 */
export function maskEmail(email: string | null | undefined): string | null {
  const at = email?.lastIndexOf("@") ?? -1;
  if (!email || at < 1) return null;
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
