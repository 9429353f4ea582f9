import express, { type Express, type Request, type Response } from "express";
import { type createLoginSessions, queryOf, sendPage } from "./login-browser.ts";
import * as pages from "./dialog-pages.ts";
import type { LinkTokens } from "./link-tokens.ts";
import type { LineStore } from "./store.ts";
import type { WebhookEvents } from "./webhook-events.ts";
import type { Webhooks } from "./webhooks.ts";

const DIALOG = "/dialog/bot/accountLink";
const readForm = express.text({ type: () => true });

export type DialogDependencies = {
  store: LineStore;
  linkTokens: LinkTokens;
  events: WebhookEvents;
  webhooks: Webhooks;
};

/**
 * The dialog of an account link at access.line.me (LINE docs, "Link user accounts"). It asks whoever is logged in to LINE in
 * this browser. A token that has expired or was used leads to an error, and no webhook is sent. Somebody else than the
 * person for whom the token was asked gets a `failed` event, as LINE has it for impersonation.
 */
export function addAccountLinkDialog(
  app: Express,
  sessions: ReturnType<typeof createLoginSessions>,
  { store, linkTokens, events, webhooks }: DialogDependencies,
): void {
  /** Checks the parameters, or answers with LINE's page of an error. */
  function check(res: Response, query: URLSearchParams) {
    const token = linkTokens.find(query.get("linkToken") ?? "");
    const nonce = query.get("nonce") ?? "";
    const channel = token && store.bot(token.botUserId);
    if (!token || !channel || nonce.length < 10 || nonce.length > 255) {
      sendPage(res, 400, pages.dialogErrorPage());
      return undefined;
    }
    return { token, nonce, channel };
  }

  const userOf = (req: Request, form?: URLSearchParams) =>
    store.owner(form?.get("userId") ?? "")?.user ?? sessions.of(req)?.user;

  app.get(DIALOG, (req, res) => {
    const query = queryOf(req);
    const checked = check(res, query);
    if (!checked) return;
    const user = query.has("otherUser") ? undefined : userOf(req);
    if (!user) {
      const users = store.users();
      const { providerId } = checked.channel;
      return sendPage(res, 200, pages.dialogLoginPage({ query, users, providerId }));
    }
    const { displayName } = checked.channel;
    sendPage(res, 200, pages.dialogPage({ query, user, botName: displayName }));
  });

  app.post(`${DIALOG}/login`, readForm, (req, res) => {
    const form = new URLSearchParams(String(req.body));
    const user = store.owner(form.get("userId") ?? "")?.user;
    if (!check(res, form)) return;
    if (!user) return sendPage(res, 400, pages.dialogErrorPage());
    sessions.start(res, user);
    res.redirect(303, `${DIALOG}?${only(form)}`);
  });

  // `userId` is for programs without a browser; a browser is known by its cookie.
  app.post(DIALOG, readForm, (req, res) => {
    const form = new URLSearchParams(String(req.body));
    const checked = check(res, form);
    if (!checked) return;
    const { token, nonce, channel } = checked;
    const user = userOf(req, form);
    if (!user) return res.redirect(303, `${DIALOG}?${only(form)}`);
    if (form.get("decision") !== "approve") {
      return sendPage(res, 200, pages.dialogEndPage("cancelled", user));
    }
    token.isUsed = true;
    const userId = user.userIds[channel.providerId] ?? "";
    const result = userId === token.userId ? "ok" : "failed";
    void webhooks.send(channel, events.accountLink(userId, result, nonce));
    sendPage(res, 200, pages.dialogEndPage(result, user));
  });
}

function only(form: URLSearchParams): URLSearchParams {
  return new URLSearchParams({
    linkToken: form.get("linkToken") ?? "",
    nonce: form.get("nonce") ?? "",
  });
}
