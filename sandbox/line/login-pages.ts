import { STATUS_CODES } from "node:http";
import type { AuthorizeRequest } from "./authorize-request.ts";
import type { MessagingChannel, PhoneUser } from "./state.ts";

const WORDS = {
  ja: {
    login: "LINEログイン",
    who: "どの人としてログインしますか(サンドボックスではパスワードは不要です)",
    asks: (channel: string) => `「${channel}」が次の情報へのアクセスを求めています`,
    known: (channel: string) => `「${channel}」にログインします`,
    scope: {
      openid: "ユーザー識別子",
      profile: "プロフィール情報(表示名、画像、ステータスメッセージ)",
      email: "メールアドレス",
    },
    addFriend: (bot: string) => `${bot} を友だち追加`,
    unblockHint: "ブロック中の場合はブロックが解除されます",
    approve: "許可する",
    continue: "ログイン",
    cancel: "キャンセル",
    skip: "追加しない",
    other: "別のアカウントでログイン",
    nobody: "まだ誰もいません。/_sandbox/users で人を作ってください。",
  },
  en: {
    login: "LINE Login",
    who: "Log in as whom? (The sandbox asks for no password.)",
    asks: (channel: string) => `${channel} asks for access to:`,
    known: (channel: string) => `Continue to ${channel}`,
    scope: {
      openid: "Your user ID",
      profile: "Your profile (display name, picture, status message)",
      email: "Your e-mail address",
    },
    addFriend: (bot: string) => `Add ${bot} as a friend`,
    unblockHint: "If you have blocked it, it is unblocked.",
    approve: "Allow",
    continue: "Continue",
    cancel: "Cancel",
    skip: "Not now",
    other: "Log in with another account",
    nobody: "There is nobody yet. Make a person with /_sandbox/users.",
  },
};

/** LINE's page for a request that cannot be answered. */
export function errorPage(status: number, message: string): string {
  const title = `${status} ${STATUS_CODES[status]}`;
  return page("en", "LINE Login", `<h1>${title}</h1><p>${escape(message)}</p>`);
}

export function loginPage(options: {
  request: AuthorizeRequest;
  returnUri: string;
  users: PhoneUser[];
}): string {
  const { request, returnUri, users } = options;
  const words = WORDS[request.language];
  const buttons = users.map((user) => {
    const userId = user.userIds[request.channel.providerId] ?? "";
    return `<button name="userId" value="${escape(userId)}">${escape(user.displayName)}</button>`;
  });
  return page(
    request.language,
    words.login,
    `<h1>${words.login}</h1><p>${users.length > 0 ? words.who : words.nobody}</p>
    <form method="post" action="/oauth2/v2.1/login">
      ${hidden([["returnUri", returnUri]])}${buttons.join("")}
    </form>`,
  );
}

export function consentPage(options: {
  request: AuthorizeRequest;
  query: URLSearchParams;
  user: PhoneUser;
  /** Everything was allowed before: only the login is confirmed. */
  isKnown: boolean;
  /** The bot whose add-friend option is shown. */
  bot: MessagingChannel | undefined;
  logoutUri: string;
}): string {
  const { request, query, user, isKnown, bot, logoutUri } = options;
  const words = WORDS[request.language];
  const channel = escape(request.channel.displayName);
  const scopes = request.scopes.map((scope) => `<li>${words.scope[scope as "openid"]}</li>`);
  const option =
    bot && request.botPrompt === "normal"
      ? `<p><label><input type="checkbox" name="addFriend" value="on" checked> ${words.addFriend(escape(bot.displayName))}</label><br><small>${words.unblockHint}</small></p>`
      : "";
  return page(
    request.language,
    words.login,
    `<h1>${escape(user.displayName)}</h1>
    <p>${isKnown ? words.known(channel) : words.asks(channel)}</p>
    ${isKnown ? "" : `<ul>${scopes.join("")}</ul>`}
    <form method="post" action="/oauth2/v2.1/authorize/consent">
      ${hidden(query)}${option}
      <button class="main" name="decision" value="approve">${isKnown ? words.continue : words.approve}</button>
      <button name="decision" value="cancel">${words.cancel}</button>
    </form>
    <p><a href="${escape(logoutUri)}">${words.other}</a></p>`,
  );
}

/** The screen of its own that `bot_prompt=aggressive` shows after the consent. */
export function addFriendPage(options: {
  request: AuthorizeRequest;
  query: URLSearchParams;
  bot: MessagingChannel;
}): string {
  const { request, query, bot } = options;
  const words = WORDS[request.language];
  return page(
    request.language,
    words.login,
    `<h1>${words.addFriend(escape(bot.displayName))}</h1><p><small>${words.unblockHint}</small></p>
    <form method="post" action="/oauth2/v2.1/authorize/consent">
      ${hidden(query)}${hidden([["decision", "approve"]])}
      <button class="main" name="addFriend" value="on">${words.addFriend(escape(bot.displayName))}</button>
      <button name="addFriend" value="off">${words.skip}</button>
    </form>`,
  );
}

export function hidden(pairs: Iterable<[string, string]>): string {
  return [...pairs]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join("");
}

export function page(language: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  body { font-family: system-ui, sans-serif; max-width: 24rem; margin: 0 auto; padding: 1.5rem; color: #111; }
  h1 { font-size: 1.25rem; }
  button { display: block; width: 100%; margin: 0.5rem 0; padding: 0.75rem; border: 1px solid #c8c8c8; border-radius: 6px; background: #fff; font: inherit; cursor: pointer; }
  button.main { background: #06c755; border-color: #06c755; color: #fff; font-weight: bold; }
</style>
<main>${body}</main>
</html>`;
}

export function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
