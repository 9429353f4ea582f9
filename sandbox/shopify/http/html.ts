/** HTML that is safe to put into a page as it is. */
export type Html = { html: string };

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** A template whose values are escaped, unless they are `Html` themselves; lists are joined, nothing for null and false. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  const text = strings.reduce(
    (sum, part, index) => sum + (index === 0 ? "" : render(values[index - 1])) + part,
    "",
  );
  return { html: text };
}

/** Markup that is known to be well-formed and safe. */
export const raw = (markup: string): Html => ({ html: markup });

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function render(value: Piece): string {
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  if ("html" in value) return value.html;
  return value.map(render).join("");
}
