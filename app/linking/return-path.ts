/** Longer than any page of a storefront, and short enough to travel through login pages in a query. */
const MAX_LENGTH = 1_000;

/**
 * The path to go back to, if it is one: a path of the same storefront. Anything else (another site, a scheme, a
 * path that a browser would read as another site) becomes the front page, so that no link of ours leads away.
 */
export function toReturnPath(value: string | null | undefined): string {
  if (!value || value.length > MAX_LENGTH) return "/";
  // Browsers read "\" as "/" and drop tabs and line breaks: "/\evil.example" and "/\t/evil.example" lead away.
  if (!value.startsWith("/") || hasForbiddenCharacter(value)) return "/";
  const base = "https://storefront.invalid";
  if (!URL.canParse(value, base)) return "/";
  const url = new URL(value, base);
  // Dots are resolved by now: "/..//evil.example" has become "//evil.example".
  if (url.origin !== base || url.pathname.startsWith("//")) return "/";
  // Back to a page of this flow would go round in circles.
  if (/^\/apps\/musubi(\/|$)/.test(url.pathname)) return "/";
  url.searchParams.delete("musubi");
  return `${url.pathname}${url.search}${url.hash}`;
}

function hasForbiddenCharacter(value: string): boolean {
  return [...value].some(
    (character) => character === "\\" || character < " " || character === "\u007f",
  );
}
