import type { RequestHandler } from "express";

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

const isLoopback = (url: string) =>
  URL.canParse(url) && loopbackNames.includes(new URL(url).hostname);

/**
 * Refuses (403) what comes from pages of other sites: the server listens on loopback only, but every page in the browser of its
 * machine could still reach it, by its address or by a name that was made to point there.
 */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const { host, origin } = request.headers;
  const isOurs = isLoopback(`http://${host ?? ""}`) && (origin === undefined || isLoopback(origin));
  if (isOurs) next();
  else response.status(403).json({ message: "The sandbox answers pages on loopback only." });
};
