/**
 * A path of the same site to go back to, or `fallback`. Anything that a browser could read as another site
 * (`//host`, `/\host`, a scheme, a line break) is refused.
 */
export function safePath(value: unknown, fallback: string): string {
  if (typeof value !== "string" || !value.startsWith("/")) return fallback;
  const url = URL.parse(value, "http://same.invalid");
  if (!url || url.origin !== "http://same.invalid" || /[\\\r\n\t]/.test(value)) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
