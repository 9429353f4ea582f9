/** The parts of the product whose paths carry, right behind their name, a code that opens something. */
const WITH_CODE = /^\/+(r|preferences|webhooks\/+line)\/+[^/]+/i;

/**
 * A request's path as a log may keep it: without its query, and without the codes that some paths carry.
 *
 * @param target what stood in the request's first line, or a whole URL; anything at all, since callers write it
 */
export function loggedPath(target: string): string {
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, "").split(/[?#]/, 1)[0] ?? "";
  return path.slice(0, 200).replace(WITH_CODE, "/$1/[code]");
}
