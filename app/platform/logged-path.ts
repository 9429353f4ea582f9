/** The parts of the product whose paths carry, right behind their name, a code that opens something. */
const WITH_CODE = /^\/+(r|preferences|webhooks\/+line)\/+[^/]+/i;

/** What a name of ours looks like, and an id of a row. Anything else in a path was made up by whoever asked. */
const OURS = /^(?:[a-z_][a-z_.-]{0,29}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.data)?)$/;

/**
 * A request's path as a log may keep it: without its query, without the codes that some paths carry, and without what no
 * path of ours has, which may be anybody's address or token.
 *
 * @param target what stood in the request's first line, or a whole URL; anything at all, since callers write it
 */
export function loggedPath(target: string): string {
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, "").split(/[?#]/, 1)[0] ?? "";
  return path
    .slice(0, 200)
    .replace(WITH_CODE, "/$1/[code]")
    .split("/")
    .map((part) =>
      part === "" || part === "*" || part === "[code]" || OURS.test(part) ? part : "[…]",
    )
    .join("/");
}
