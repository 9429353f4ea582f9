import { defaultContent, STEP_DELAYS } from "#app/recovery/recovery-step.ts";
import { OTHER_TOOL, type Place } from "./routes-world.ts";

/**
 * What a request has to bring.
 *
 * - `session`: App Bridge's session token of the shop's staff
 * - `proxy`: the app proxy's signature, and the customer whom Shopify says is logged in
 * - `account`: the session token of a customer account extension
 * - `liff`: the cookie of a browser in which LINE has said who is there
 * - `code`: a code in the address that nobody can guess
 * - `none`: nothing; the answer is the same for everybody
 */
type Proof = "session" | "proxy" | "account" | "liff" | "code" | "none";

export type RouteTest = {
  proof: Proof;
  /** Who is logged in to the storefront, where that is not the linked customer. */
  visitor?: (own: Place) => { shopifyGid: string };
  /** Whose LIFF browser it is, where that is not somebody who is linked to nobody. */
  browser?: (own: Place) => string;
  /** How often it is done is limited: every try is as good as the first. */
  isLimited?: boolean;
  /** What each `:name` of the path is for the shop that it is of. */
  path?: (own: Place) => Record<string, string>;
  /** A right query of it, with ids or codes of the shop that it is of. */
  query?: (own: Place) => Record<string, string>;
  /** A right form for each thing that its action does. */
  posts?: ((own: Place) => Record<string, string>)[];
  /** Values that open it to whoever has them, as `ForeignValue.from` names them. */
  opens?: string[];
};

const steps = (own: Place, tags: { addTagId: string | null; removeTagId: string | null }) =>
  STEP_DELAYS.map((delayMinutes) => ({
    delayMinutes,
    isOn: delayMinutes === own.step.delayMinutes,
    content: defaultContent(delayMinutes, "ja"),
    ...tags,
  }));

const recoveryForm = (own: Place, tags: { addTagId: string | null; removeTagId: string | null }) =>
  JSON.stringify({
    isOn: true,
    sendingFromMinute: 0,
    sendingUntilMinute: 0,
    activityPauseMinutes: 10,
    quietMinutes: 0,
    onlyNeverReminded: false,
    attributionDays: 7,
    steps: steps(own, tags),
  });

/** A place in a list, later than everything in it, so that the id decides nothing. */
const cursor = (id: string) => `2030-01-01T00:00:00.000Z_${id}`;

/** One entry for each route of the manifest: a route without one fails the suite. */
export const routeTests: Record<string, RouteTest> = {
  root: { proof: "none" },
  "routes/$": { proof: "none" },
  "routes/_index": { proof: "none" },
  "routes/auth.$": { proof: "none", path: () => ({ "*": "session-token" }) },
  "routes/auth.login": { proof: "none" },

  "routes/line.start": {
    proof: "code",
    query: (own) => ({ attempt: own.codes.start }),
    opens: ["codes.start"],
  },
  "routes/line.link": {
    proof: "code",
    query: (own) => ({ attempt: own.codes.talkStart }),
    opens: ["codes.talkStart"],
  },
  "routes/line.callback": {
    proof: "code",
    query: (own) => ({ state: own.codes.state, code: "x", error: "" }),
    opens: ["codes.state"],
  },
  "routes/line.begin": {
    proof: "code",
    query: (own) => ({ ticket: own.codes.ticket }),
    opens: ["codes.ticket"],
  },
  "routes/api.customer-account.link": {
    proof: "account",
    query: () => ({ lang: "ja" }),
    posts: [() => ({})],
  },
  "routes/api.admin.customer": {
    proof: "session",
    query: (own) => ({ id: own.customer.shopifyGid }),
    posts: [
      () => ({ intent: "search", q: "花子" }),
      (own) => ({ intent: "invite", friendId: own.asker.id }),
    ],
  },
  "routes/r.$code": {
    proof: "code",
    path: (own) => ({ code: own.codes.tracked }),
    opens: ["codes.tracked"],
  },
  "routes/preferences.$code": {
    proof: "code",
    path: (own) => ({ code: own.friend.preferencesCode }),
    query: () => ({ lang: "ja", saved: "1", stop: "recovery" }),
    posts: [
      () => ({ intent: "save", recovery: "on", marketing: "on" }),
      () => ({ intent: "stop", kind: "recovery" }),
    ],
    opens: ["friend.preferences_code"],
  },

  "routes/proxy.status": { proof: "proxy", query: () => ({ lang: "ja" }) },
  "routes/proxy.link": {
    proof: "proxy",
    query: () => ({ lang: "ja", return_to: "/account", after_login: "1" }),
    posts: [(own) => ({ unlink_code: own.codes.unlink, return_to: "/account" })],
  },
  "routes/proxy.talk": {
    proof: "proxy",
    visitor: (own) => own.loose,
    query: (own) => ({ lang: "ja", c: own.codes.talk, after_login: "1" }),
    posts: [(own) => ({ c: own.codes.talk })],
  },
  "routes/proxy.confirm": {
    proof: "proxy",
    visitor: (own) => own.loose,
    query: (own) => ({ lang: "ja", c: own.codes.confirm, after_login: "1" }),
    posts: [(own) => ({ c: own.codes.confirm })],
  },

  "routes/liff.$channel": {
    proof: "none",
    path: (own) => ({ channel: own.form.loginChannelId }),
    query: () => ({ "liff.state": "/card" }),
    opens: ["channel.login_channel_id"],
  },
  "routes/liff.$channel_.card": {
    proof: "none",
    path: (own) => ({ channel: own.form.loginChannelId }),
    query: () => ({ "liff.state": "/card" }),
    opens: ["channel.login_channel_id"],
  },
  "routes/liff.$channel_.identify": {
    proof: "liff",
    path: (own) => ({ channel: own.form.loginChannelId }),
    query: () => ({ lang: "ja" }),
    posts: [(own) => ({ id_token: own.liff.idToken, view: "card" })],
    // For whoever has a token of another channel this address is wrong, as it is for nobody's.
    opens: ["channel.login_channel_id"],
  },
  "routes/liff.$channel_.link": {
    proof: "liff",
    isLimited: true,
    path: (own) => ({ channel: own.form.loginChannelId }),
    query: () => ({ lang: "ja", again: "1", unlinked: "1" }),
    posts: [
      () => ({ intent: "ask", address: "somebody@example.jp" }),
      () => ({ intent: "line_email" }),
      (own) => ({ intent: "code", proof: own.liff.asked, code: own.liff.code }),
      (own) => ({ intent: "confirm", proof: own.liff.proved }),
    ],
    opens: ["channel.login_channel_id"],
  },
  "routes/liff.$channel_.member": {
    proof: "liff",
    browser: (own) => own.liff.memberBrowser,
    path: (own) => ({ channel: own.form.loginChannelId }),
    query: () => ({ lang: "ja", step: "unlink", linked: "1" }),
    posts: [(own) => ({ link: own.link.id })],
    opens: ["channel.login_channel_id"],
  },

  "routes/app": { proof: "session" },
  "routes/app.live": {
    proof: "session",
    posts: [
      (own) => ({ windowId: crypto.randomUUID(), friendId: own.friend.id, isTyping: "true" }),
    ],
  },
  "routes/app._index": {
    proof: "session",
    posts: [
      () => ({ intent: "dismiss_setup" }),
      () => ({ intent: "dismiss_alert", name: "quotaNear", seenAt: new Date().toISOString() }),
      () => ({ intent: "put_back_events" }),
    ],
  },
  "routes/app.people": {
    proof: "session",
    query: ({ friend, tag }) => ({
      link: "linked",
      follow: "following",
      source: "login",
      tag: tag.id,
      after: cursor(friend.id),
      before: cursor(friend.id),
    }),
    posts: [
      () => ({ intent: "import_followers" }),
      () => ({ intent: "search", q: "花子", after: "", before: "" }),
      ({ tag }) => ({
        intent: "search",
        q: "花子",
        link: "linked",
        follow: "following",
        tag: tag.id,
      }),
      () => ({ intent: "read_customers" }),
    ],
  },
  "routes/app.people_.$id": {
    proof: "session",
    path: (own) => ({ id: own.friend.id }),
    posts: [
      () => ({ intent: "find", q: "独り" }),
      (own) => ({ intent: "link", otherId: own.customer.id, reason: "電話で確かめた" }),
      (own) => ({ intent: "unlink", linkId: own.link.id, reason: "本人の希望" }),
      (own) => ({ intent: "tag_add", tagId: own.tag.id }),
      (own) => ({ intent: "tag_remove", tagId: own.tag.id }),
      () => ({ intent: "opt_out", kind: "recovery" }),
    ],
  },
  "routes/app.people_.export": {
    proof: "session",
    posts: [
      (own) => ({ personIds: own.friend.id, locale: "ja" }),
      ({ tag }) => ({
        q: "花子",
        link: "linked",
        follow: "following",
        source: "",
        tag: tag.id,
        locale: "en",
      }),
    ],
  },
  "routes/app.people_.tasks": {
    proof: "session",
    posts: [
      (own) => ({ intent: "tag_add", tagId: own.tag.id, personIds: own.friend.id }),
      (own) => ({
        intent: "tag_remove",
        tagId: own.tag.id,
        to: "all",
        q: "花子",
        link: "linked",
        follow: "following",
        source: "",
        tag: own.tag.id,
      }),
      (own) => ({ intent: "invite", personIds: own.friend.id }),
      (own) => ({ intent: "undo", taskId: own.task.id }),
    ],
  },
  "routes/app.people_.funnel": { proof: "session", query: () => ({ days: "30" }) },
  "routes/app.people_.tags": {
    proof: "session",
    posts: [
      () => ({ intent: "create", name: crypto.randomUUID() }),
      (own) => ({ intent: "delete", tagId: own.tag.id }),
    ],
  },
  "routes/app.people_.import._index": {
    proof: "session",
    posts: [
      () => ({ intent: "crm_plus" }),
      (own) => ({ intent: "undo", importId: own.imported.id }),
    ],
  },
  "routes/app.people_.import.$id": {
    proof: "session",
    path: (own) => ({ id: own.previewed.id }),
    posts: [
      () => ({ intent: "columns", line: "1", customer: "0", email: "none", hasHeader: "true" }),
      () => ({ intent: "write" }),
      () => ({ intent: "cancel" }),
    ],
  },
  "routes/app.people_.import.$id_.list": {
    proof: "session",
    path: (own) => ({ id: own.previewed.id }),
    posts: [() => ({})],
  },
  "routes/app.recovery": {
    proof: "session",
    posts: [
      (own) => ({
        intent: "save",
        form: recoveryForm(own, { addTagId: own.tag.id, removeTagId: null }),
      }),
      (own) => ({
        intent: "save",
        form: recoveryForm(own, { addTagId: null, removeTagId: own.tag.id }),
      }),
      () => ({ intent: "create-tag", name: crypto.randomUUID() }),
      () => ({ intent: "test", content: JSON.stringify(defaultContent(60, "ja")) }),
    ],
  },
  "routes/app.results": {
    proof: "session",
    query: (own) => ({
      days: "30",
      state: "held",
      step: "600",
      after: cursor(own.send.id),
    }),
  },
  "routes/app.sends._index": {
    proof: "session",
    query: (own) => ({
      show: "waiting",
      reason: "quota",
      after: cursor(own.send.id),
    }),
    posts: [
      (own) => ({ intent: "release", sendIds: own.send.id }),
      (own) => ({ intent: "drop", sendIds: own.send.id }),
      (own) => ({ intent: "restore", sendIds: own.droppedSend.id }),
    ],
  },
  "routes/app.sends.$id": { proof: "session", path: (own) => ({ id: own.send.id }) },
  "routes/app.settings._index": {
    proof: "session",
    posts: [
      (own) => ({ intent: "connect", ...own.form }),
      () => ({ intent: "take_webhook", replaces: OTHER_TOOL }),
      () => ({ intent: "leave_webhook" }),
      () => ({ intent: "test_webhook" }),
      () => ({ intent: "tick_step", step: "publish_login", isDone: "true" }),
      () => ({ intent: "begin_login", locale: "ja" }),
      () => ({ intent: "disconnect", restoreWebhook: "false" }),
    ],
  },
  "routes/app.settings.linking": {
    proof: "session",
    posts: [
      (own) => ({
        customerTag: "musubi",
        privacyPolicyUrl: "",
        greets: "on",
        greetingText: "ようこそ",
        giftCode: "WELCOME",
        friendTagId: own.tag.id,
        inviteText: "",
        inviteButton: "",
        liffId: "",
        closedWays: "form",
      }),
    ],
  },
  "routes/app.settings.login": {
    proof: "session",
    query: (own) => ({ attempt: own.loginAttemptId }),
  },
  "routes/app.settings.privacy._index": { proof: "session" },
  "routes/app.settings.privacy.$id": {
    proof: "session",
    path: (own) => ({ id: own.dataRequest.id }),
    posts: [() => ({})],
  },
};
