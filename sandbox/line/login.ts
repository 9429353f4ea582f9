import { setTimeout as wait } from "node:timers/promises";
import express, { type Express, type Response } from "express";
import { forwardRejections } from "../forward-rejections.ts";
import type { Faults } from "../faults.ts";
import type { RequestLog } from "../request-log.ts";
import { addLiff, type LiffDependencies } from "./liff.ts";
import { addAccountLinkDialog, type DialogDependencies } from "./account-link-dialog.ts";
import {
  checkAuthorizeRequest,
  errorRedirect,
  type AuthorizeRequest,
} from "./authorize-request.ts";
import {
  createLoginSessions,
  logRequests,
  queryOf,
  sendPage,
  type LoginSession,
} from "./login-browser.ts";
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
  liff: LiffDependencies;
  dialog: DialogDependencies;
};
const LOGIN = "/oauth2/v2.1/login";
const AUTHORIZE = "/oauth2/v2.1/authorize";
const CONSENT = `${AUTHORIZE}/consent`;

const readForm = express.text({ type: () => true });

/** access.line.me: who one is, what the channel may know, whether its bot becomes a friend. */
export function createLoginServer(dependencies: Dependencies): Express {
  const { faults, requests, store, grants, phone, liff, dialog } = dependencies;
  const sessions = createLoginSessions(store);
  const app = forwardRejections(express());
  app.disable("x-powered-by").disable("etag");
  app.use(logRequests(requests));
  app.use((req, res, next) => {
    const fault = faults.take("line", `${req.method} ${req.path}`, ["error", "slow"]);
    if (fault?.kind === "error") sendPage(res, 500, pages.errorPage(500, "Internal server error"));
    else if (fault) wait(fault.delayMs).then(() => next(), next);
    else next();
  });

  /** Checks the request, or answers it: a page with 400 or a redirect with the error. */
  function check(res: Response, query: URLSearchParams): AuthorizeRequest | undefined {
    const checked = checkAuthorizeRequest(store, query);
    if (checked.ok) return checked.request;
    if (checked.kind === "redirect") res.redirect(302, checked.to);
    else sendPage(res, 400, pages.errorPage(400, checked.message));
    return undefined;
  }

  function refuse(res: Response, request: AuthorizeRequest, error: string, words: string): void {
    res.redirect(302, errorRedirect(request.redirectUri, request.state, error, words));
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
    session: LoginSession,
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
    const session = sessions.of(req);
    if (request.prompt !== "none") {
      const isAsked = !session || request.prompt === "login";
      return res.redirect(302, isAsked ? loginUri(query) : `${CONSENT}?${query}`);
    }
    if (!session) return refuse(res, request, "LOGIN_REQUIRED", "Not logged in.");
    const userId = userIdAllowed(res, request, session.user);
    if (userId === undefined) return;
    if (!grants.hasConsent(request, userId)) {
      return refuse(res, request, "INTERACTION_REQUIRED", "Consent is needed.");
    }
    approve(res, request, userId, session, { wasAsked: false, addsFriend: false });
  });

  app.get(LOGIN, (req, res) => {
    const returnUri = queryOf(req).get("returnUri") ?? "";
    const request = check(res, new URLSearchParams(returnUri.split("?")[1] ?? ""));
    if (request) sendPage(res, 200, pages.loginPage({ request, returnUri, users: store.users() }));
  });

  app.post(LOGIN, readForm, (req, res) => {
    const form = new URLSearchParams(String(req.body));
    const returnUri = form.get("returnUri") ?? "";
    const user = store.owner(form.get("userId") ?? "")?.user;
    if (!user || !returnUri.startsWith(`${CONSENT}?`)) {
      return sendPage(res, 400, pages.errorPage(400, "Invalid login."));
    }
    sessions.start(res, user);
    res.redirect(303, returnUri);
  });

  app.get(CONSENT, (req, res) => {
    const query = queryOf(req);
    const request = check(res, query);
    if (!request) return;
    const user = sessions.of(req)?.user;
    if (!user) return res.redirect(302, loginUri(query));
    const userId = userIdAllowed(res, request, user);
    if (userId === undefined) return;
    const isKnown = isConsentKnown(request, userId);
    const bot = isKnown ? undefined : botToOffer(request, userId);
    const logoutUri = loginUri(query);
    sendPage(res, 200, pages.consentPage({ request, query, user, isKnown, bot, logoutUri }));
  });

  // `userId` is for programs that log in without a browser; a browser is known by its cookie.
  app.post(CONSENT, readForm, (req, res) => {
    const form = new URLSearchParams(String(req.body));
    const request = check(res, form);
    if (!request) return;
    const named = sessions.named(form.get("userId") ?? "", request.channel.providerId);
    const session = named ?? sessions.of(req);
    if (!session) return res.redirect(303, loginUri(withoutDecision(form)));
    const userId = userIdAllowed(res, request, session.user);
    if (userId === undefined) return;
    if (form.get("decision") !== "approve") {
      return refuse(res, request, "ACCESS_DENIED", "The resource owner denied the request.");
    }
    const isKnown = isConsentKnown(request, userId);
    const bot = isKnown ? undefined : botToOffer(request, userId);
    if (bot && request.botPrompt === "aggressive" && !form.has("addFriend")) {
      const query = withoutDecision(form);
      return sendPage(res, 200, pages.addFriendPage({ request, query, bot }));
    }
    const addsFriend = form.get("addFriend") === "on" && !isKnown;
    approve(res, request, userId, session, { wasAsked: !isKnown, addsFriend });
  });

  /** Whether LINE only confirms the login, since everything was allowed before. */
  function isConsentKnown(request: AuthorizeRequest, userId: string): boolean {
    return grants.hasConsent(request, userId) && request.prompt !== "consent";
  }

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
    sendPage(res, 400, pages.errorPage(400, message));
    return undefined;
  }

  addAccountLinkDialog(app, sessions, dialog);
  addLiff(app, sessions, liff);
  app.use((_req, res) => sendPage(res, 404, pages.errorPage(404, "Not found")));
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
