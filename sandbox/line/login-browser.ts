import type { Request, RequestHandler, Response } from "express";
import type { RequestLog } from "../request-log.ts";
import { newToken } from "./ids.ts";
import type { LineStore } from "./store.ts";
import type { PhoneUser } from "./state.ts";

/** Who is logged in to LINE in a browser. `isFresh`: by this very login, not by single sign-on. */
export type LoginSession = { user: PhoneUser; loggedInAt: number; isFresh: boolean };

const COOKIE = "line_sandbox_session";

/** The logins of browsers at access.line.me, by a cookie. */
export function createLoginSessions(store: LineStore) {
  const sessions = new Map<string, LoginSession>();
  const fresh = (user: PhoneUser) => ({ user, loggedInAt: Date.now(), isFresh: true });
  return {
    of: (req: Request) => sessions.get(cookie(req, COOKIE) ?? ""),

    start(res: Response, user: PhoneUser): void {
      const id = newToken();
      sessions.set(id, fresh(user));
      res.cookie(COOKIE, id, { httpOnly: true, sameSite: "lax", path: "/" });
    },

    /** A login for one request, of a program that names the user instead of keeping a cookie. */
    named(userId: string, providerId: string): LoginSession | undefined {
      const owner = store.owner(userId);
      return owner?.providerId === providerId ? fresh(owner.user) : undefined;
    },
  };
}

export function queryOf(req: Request): URLSearchParams {
  return new URLSearchParams(req.originalUrl.split("?")[1] ?? "");
}

function cookie(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1];
}

/** LINE's pages are not to be cached, and tell nobody where their reader came from. */
export function sendPage(res: Response, status: number, html: string): void {
  res
    .status(status)
    .set({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .type("html")
    .send(html);
}

/** Logs what browsers ask of LINE; queries are not kept. */
export function logRequests(requests: RequestLog): RequestHandler {
  return (req, res, next) => {
    const { method, path } = req;
    const at = Date.now();
    res.on("close", () => {
      const status = res.writableFinished ? res.statusCode : 0;
      requests.add({ at, from: "browser", to: "line", method, path, status, ms: Date.now() - at });
    });
    next();
  };
}
