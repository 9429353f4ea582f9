/** What has a meaning in the text format of PostgreSQL's COPY. */
const SPECIAL = /[\\\b\f\n\r\t\v]/;
const ALL_SPECIAL = /[\\\b\f\n\r\t\v]/g;
const ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

export const COPY_NULL = "\\N";

/** A value of a row in the text format of COPY (PostgreSQL, "COPY"). The text is without NUL. */
export function copyText(text: string | null): string {
  if (text === null) return COPY_NULL;
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (special) => ESCAPES[special]!) : text;
}

/** A `text[]` in the same format (PostgreSQL, "Array Value Input"). */
export function copyTexts(texts: string[]): string {
  if (texts.length === 0) return "{}";
  return copyText(`{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`);
}
