import { escape, hidden, page } from "./login-pages.ts";
import type { LiffApp, LoginChannel, PhoneUser } from "./state.ts";

const WORDS = {
  ja: {
    asks: (channel: string) => `「${channel}」が次の情報へのアクセスを求めています`,
    scope: {
      openid: "ユーザー識別子",
      profile: "プロフィール情報(表示名、画像、ステータスメッセージ)",
      email: "メールアドレス",
    },
    approve: "許可する",
    cancel: "キャンセル",
    closed: "LIFFアプリを閉じました。LINEに戻ってください。",
    who: "どの人としてログインしますか(サンドボックスではパスワードは不要です)",
  },
  en: {
    asks: (channel: string) => `${channel} asks for access to:`,
    scope: {
      openid: "Your user ID",
      profile: "Your profile (display name, picture, status message)",
      email: "Your e-mail address",
    },
    approve: "Allow",
    cancel: "Cancel",
    closed: "The LIFF app was closed. Go back to LINE.",
    who: "Log in as whom? (The sandbox asks for no password.)",
  },
};

const languageOf = (user?: PhoneUser) => (user?.language?.startsWith("en") ? "en" : "ja");

/** What LINE asks before a LIFF app opens for the first time. `fields` come back with the answer. */
export function liffConsentPage(options: {
  channel: LoginChannel;
  app: LiffApp;
  user: PhoneUser;
  fields: Record<string, string>;
}): string {
  const { channel, app, user, fields } = options;
  const language = languageOf(user);
  const words = WORDS[language];
  const scopes = app.scopes.map((scope) => `<li>${words.scope[scope]}</li>`).join("");
  return page(
    language,
    "LIFF",
    `<h1>${escape(user.displayName)}</h1><p>${words.asks(escape(channel.displayName))}</p><ul>${scopes}</ul>
    <form method="post" action="/liff/consent">
      ${hidden(Object.entries(fields))}
      <button class="main" name="decision" value="approve">${words.approve}</button>
      <button name="decision" value="cancel">${words.cancel}</button>
    </form>`,
  );
}

/** The LIFF browser closes when its user allows nothing. */
export function liffClosedPage(user: PhoneUser): string {
  const language = languageOf(user);
  return page(language, "LIFF", `<p>${WORDS[language].closed}</p>`);
}

/** LINE's login in another browser than LINE's own. */
export function liffLoginPage(options: {
  users: PhoneUser[];
  providerId: string;
  fields: Record<string, string>;
}): string {
  const { users, providerId, fields } = options;
  const buttons = users.map((user) => {
    const userId = user.userIds[providerId] ?? "";
    return `<button name="userId" value="${escape(userId)}">${escape(user.displayName)}</button>`;
  });
  return page(
    "ja",
    "LINE",
    `<h1>LINE</h1><p>${WORDS.ja.who}</p>
    <form method="post" action="/liff/v1/login">${hidden(Object.entries(fields))}${buttons.join("")}</form>`,
  );
}
