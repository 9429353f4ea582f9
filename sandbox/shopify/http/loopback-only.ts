import type { NextFunction, Request, Response } from "express";

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

const isLoopback = (url: string): boolean => loopbackNames.includes(URL.parse(url)?.hostname ?? "");

/** Refuses requests by another name than loopback's: a foreign name may have been made to point here. */
export function loopbackNameOnly(request: Request, response: Response, next: NextFunction): void {
  if (isLoopback(`http://${request.get("host") ?? ""}`)) next();
  else response.status(403).json({ errors: "The stand-in answers on loopback only." });
}

/** Refuses requests that pages of other sites send: nothing here asks who you are. */
export function loopbackPagesOnly(request: Request, response: Response, next: NextFunction): void {
  const origin = request.get("origin");
  if (origin === undefined || isLoopback(origin)) next();
  else response.status(403).json({ errors: "The stand-in answers pages on loopback only." });
}
