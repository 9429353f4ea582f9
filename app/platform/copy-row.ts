/** What COPY's text format and array literals give a meaning to (PostgreSQL, "COPY", "Array Value Input"). */
const COPY_SPECIAL = /[\\\b\f\n\r\t\v]/;
const COPY_ALL = /[\\\b\f\n\r\t\v]/g;
const ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** One row in the text format of PostgreSQL's COPY, with its end of line. Texts are without NUL. */
export function copyRow(values: (string | number | null | string[])[]): string {
  let row = "";
  for (const [index, value] of values.entries()) {
    if (index > 0) row += "\t";
    if (value === null) row += "\\N";
    else if (typeof value === "number") row += value;
    else row += escaped(typeof value === "string" ? value : arrayLiteral(value));
  }
  return `${row}\n`;
}

function escaped(text: string): string {
  return COPY_SPECIAL.test(text) ? text.replace(COPY_ALL, (special) => ESCAPES[special]!) : text;
}

function arrayLiteral(texts: string[]): string {
  if (texts.length === 0) return "{}";
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
