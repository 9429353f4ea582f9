import { setTimeout as wait } from "node:timers/promises";
import express, { type Express, type Request, type Response } from "express";
import type { Faults } from "../faults.ts";
import type { RequestLog } from "../request-log.ts";
import {
  checkAuthorizeRequest,
  errorRedirect,
  type AuthorizeRequest,
} from "./authorize-request.ts";
import { newToken } from "./ids.ts";
import type { LoginGrants } from "./login-grants.ts";
import * as pages from "./login-pages.ts";
import type { LineStore } from "./store.ts";
import type { MessagingChannel, PhoneUser } from "./state.ts";
import type { Phone } from "./phone.ts";

type Dependencies = {
  faults: Faults;
  requests: RequestLog;
  store: LineStore;
  grants: LoginGrants;
  phone: Phone;
};
/** Who is logged in to LINE in this browser. `isFresh`: by this very login, not by single sign-on. */
type Session = { personId: string; loggedInAt: number; isFresh: boolean };

const COOKIE = "line_sandbox_session";
const LOGIN = "/oauth2/v2.1/login";
const AUTHORIZE = "/oauth2/v2.1/authorize";
const CONSENT = `${AUTHORIZE}/consent`;

/** access.line.me: who one is, what the channel may know, whether its bot becomes a friend. */
export function createLoginServer(dependencies: Dependencies): Express {
  const { faults, requests, store, grants, phone } = dependencies;
  const sessions = new Map<string, Session>();
  const app = express();
  app.disable("x-powered-by").disable("etag");
  app.use(logRequests(requests));
  app.use((req, res, next) => {
    const fault = faults.take("line", `${req.method} ${req.path}`, ["error", "slow"]);
    if (fault?.kind === "error") sendPage(res, 500, pages.errorPage("Internal server error"));
    else if (fault) wait(fault.delayMs).then(() => next(), next);
    else next();
  });

  const sessionOf = (req: Request) => sessions.get(cookie(req, COOKIE) ?? "");
  const person = (personId: string | undefined) =>
    store.users().find((user) => user.personId === personId);

  /** Checks the request, or answers it: a page with 400 or a redirect with the error. */
  function check(res: Response, query: URLSearchParams): AuthorizeRequest | undefined {
    const checked = checkAuthorizeRequest(store, query);
    if (checked.ok) return checked.request;
    if (checked.kind === "redirect") res.redirect(302, checked.to);
    else sendPage(res, 400, pages.errorPage(checked.message));
    return undefined;
  }

  function toLogin(res: Response, query: URLSearchParams): void {
    res.redirect(302, `${LOGIN}?${new URLSearchParams({ returnUri: `${CONSENT}?${query}` })}`);
  }

  /** The bot to offer, when it was asked for, there is one, and it is not a friend already. */
  function botToOffer(request: AuthorizeRequest, userId: string): MessagingChannel | undefined {
    const bot = store.bot(request.channel.linkedBotUserId ?? "");
    if (!request.botPrompt || !bot) return undefined;
    return store.friendship(bot.botUserId, userId) === "following" ? undefined : bot;
  }

  function approve(
    res: Response,
    request: AuthorizeRequest,
    userId: string,
    session: Session,
    choice: { wasAsked: boolean; addsFriend: boolean },
  ): void {
    const bot = botToOffer(request, userId);
    const isAdded = choice.addsFriend && bot !== undefined;
    if (isAdded) phone.act(bot.botUserId, userId, { type: "follow" });
    const amr = session.isFresh ? ["pwd"] : ["linesso"];
    session.isFresh = false;
    const url = new URL(request.redirectUri);
    url.searchParams.set("code", grants.issueCode(request, userId, amr, session.loggedInAt));
    url.searchParams.set("state", request.state);
    if (request.botPrompt && request.channel.linkedBotUserId && choice.wasAsked) {
      url.searchParams.set("friendship_status_changed", String(isAdded));
    }
    res.redirect(302, url.href);
  }

  app.get(AUTHORIZE, (req, res) => {
    const query = queryOf(req);
    const request = check(res, query);
    if (!request) return;
    const session = sessionOf(req);
    const user = person(session?.personId);
    const userId = user?.userIds[request.channel.providerId];
    if (request.prompt === "none") {
      const { redirectUri, state } = request;
      if (!session || userId === undefined) {
        return res.redirect(
          302,
          errorRedirect(redirectUri, state, "LOGIN_REQUIRED", "Not logged in."),
        );
      }
      if (!grants.hasConsent(request, userId)) {
        return res.redirect(
          302,
          errorRedirect(redirectUri, state, "INTERACTION_REQUIRED", "Consent is needed."),
        );
      }
      return approve(res, request, userId, session, { wasAsked: false, addsFriend: false });
    }
    if (!session || request.prompt === "login") return toLogin(res, query);
    res.redirect(302, `${CONSENT}?${query}`);
  });

  app.get(LOGIN, (req, res) => {
    const returnUri = queryOf(req).get("returnUri") ?? "";
    const request = check(res, new URLSearchParams(returnUri.split("?")[1] ?? ""));
    if (request) sendPage(res, 200, pages.loginPage({ request, returnUri, users: store.users() }));
  });

  app.post(LOGIN, express.text({ type: () => true }), (req, res) => {
    const form = new URLSearchParams(String(req.body));
    const returnUri = form.get("returnUri") ?? "";
    const user = store.owner(form.get("userId") ?? "")?.user;
    if (!user || !returnUri.startsWith(`${CONSENT}?`)) {
      return sendPage(res, 400, pages.errorPage("Invalid login."));
    }
    const id = newToken();
    sessions.set(id, { personId: user.personId, loggedInAt: Date.now(), isFresh: true });
    res.cookie(COOKIE, id, { httpOnly: true, sameSite: "lax", path: "/" });
    res.redirect(303, returnUri);
  });

  app.get(CONSENT, (req, res) => {
    const query = queryOf(req);
    const request = check(res, query);
    if (!request) return;
    const user = person(sessionOf(req)?.personId);
    if (!user) return toLogin(res, query);
    const userId = userIdAllowed(res, request, user);
    if (userId === undefined) return;
    const isKnown = grants.hasConsent(request, userId) && request.prompt !== "consent";
    const bot = isKnown ? undefined : botToOffer(request, userId);
    sendPage(
      res,
      200,
      pages.consentPage({ request, query, user, isKnown, bot, logoutUri: loginUri(query) }),
    );
  });

  // `userId` is for programs that log in without a browser; a browser is known by its cookie.
  app.post(CONSENT, express.text({ type: () => true }), (req, res) => {
    const form = new URLSearchParams(String(req.body));
    const request = check(res, form);
    if (!request) return;
    const named = store.owner(form.get("userId") ?? "");
    const cookieSession = sessionOf(req);
    const session: Session | undefined =
      named?.providerId === request.channel.providerId
        ? { personId: named.user.personId, loggedInAt: Date.now(), isFresh: true }
        : cookieSession;
    const user = person(session?.personId);
    if (!session || !user) return toLogin(res, withoutDecision(form));
    const userId = userIdAllowed(res, request, user);
    if (userId === undefined) return;
    if (form.get("decision") !== "approve") {
      const { redirectUri, state } = request;
      const description = "The resource owner denied the request.";
      return res.redirect(302, errorRedirect(redirectUri, state, "ACCESS_DENIED", description));
    }
    const isKnown = grants.hasConsent(request, userId) && request.prompt !== "consent";
    const bot = isKnown ? undefined : botToOffer(request, userId);
    if (bot && request.botPrompt === "aggressive" && !form.has("addFriend")) {
      return sendPage(
        res,
        200,
        pages.addFriendPage({ request, query: withoutDecision(form), bot }),
      );
    }
    const addsFriend = form.get("addFriend") === "on" && !isKnown;
    approve(res, request, userId, session, { wasAsked: !isKnown, addsFriend });
  });

  /** The user's id under the channel's provider, unless a developing channel keeps them out. */
  function userIdAllowed(
    res: Response,
    request: AuthorizeRequest,
    user: PhoneUser,
  ): string | undefined {
    const { providerId, status, testerUserIds } = request.channel;
    const userId = user.userIds[providerId] ?? "";
    if (status === "published" || testerUserIds.includes(userId)) return userId;
    const message = "This channel is now developing status. User need to have developer role.";
    sendPage(res, 400, pages.errorPage(message));
    return undefined;
  }

  app.use((_req, res) => sendPage(res, 404, pages.errorPage("Not found")));
  return app;
}

function loginUri(query: URLSearchParams): string {
  return `${LOGIN}?${new URLSearchParams({ returnUri: `${CONSENT}?${query}` })}`;
}

function withoutDecision(form: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(form);
  for (const name of ["decision", "addFriend", "userId"]) query.delete(name);
  return query;
}

function queryOf(req: Request): URLSearchParams {
  return new URL(req.originalUrl, "http://line").searchParams;
}

function cookie(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1];
}

function sendPage(res: Response, status: number, html: string): void {
  res
    .status(status)
    .set({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .type("html")
    .send(html);
}

function logRequests(requests: RequestLog): express.RequestHandler {
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
