import { isbot } from "isbot";

/**
 * Whether a request is a person's tap. LINE, mail programs and browsers open links by themselves, to draw a preview or
 * to be quick: they are led on like anyone, but not counted.
 */
export function isTap(request: Request): boolean {
  const purpose = request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? "";
  return (
    request.method === "GET" &&
    !/prefetch|preview/i.test(purpose) &&
    !isbot(request.headers.get("user-agent"))
  );
}
