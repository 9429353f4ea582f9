import { escape, hidden, page } from "./login-pages.ts";
import type { PhoneUser } from "./state.ts";

const WORDS = {
  ja: {
    title: "アカウント連携",
    asks: (bot: string) => `「${bot}」のサービスのアカウントと、このLINEアカウントを連携しますか?`,
    approve: "連携する",
    cancel: "キャンセル",
    other: "別のLINEアカウントで続ける",
    who: "どの人のLINEで開きますか(サンドボックスではパスワードは不要です)",
    error: "エラーが発生しました。トークからもう一度お試しください。",
    ok: "LINEでの確認が完了しました。この画面を閉じて、トークに戻ってください。",
    failed: "アカウント連携に失敗しました。",
    cancelled: "キャンセルしました。連携はされていません。",
  },
  en: {
    title: "Account link",
    asks: (bot: string) => `Link this LINE account with your account of ${bot}?`,
    approve: "Link",
    cancel: "Cancel",
    other: "Go on with another LINE account",
    who: "Whose LINE is this? (The sandbox asks for no password.)",
    error: "Something went wrong. Try again from the talk.",
    ok: "LINE has confirmed it. Close this page and go back to the talk.",
    failed: "The accounts could not be linked.",
    cancelled: "Cancelled. Nothing was linked.",
  },
};

const wordsOf = (user?: PhoneUser) => (user?.language?.startsWith("en") ? "en" : "ja");

/** A token that is unknown, used or too old, or a nonce that LINE does not take. */
export function dialogErrorPage(): string {
  return page("ja", WORDS.ja.title, `<h1>${WORDS.ja.title}</h1><p>${WORDS.ja.error}</p>`);
}

export function dialogLoginPage(options: {
  query: URLSearchParams;
  users: PhoneUser[];
  providerId: string;
}): string {
  const { query, users, providerId } = options;
  const words = WORDS.ja;
  const buttons = users.map((user) => {
    const userId = user.userIds[providerId] ?? "";
    return `<button name="userId" value="${escape(userId)}">${escape(user.displayName)}</button>`;
  });
  return page(
    "ja",
    words.title,
    `<h1>${words.title}</h1><p>${words.who}</p>
    <form method="post" action="/dialog/bot/accountLink/login">
      ${parameters(query)}${buttons.join("")}
    </form>`,
  );
}

export function dialogPage(options: {
  query: URLSearchParams;
  user: PhoneUser;
  botName: string;
}): string {
  const { query, user, botName } = options;
  const language = wordsOf(user);
  const words = WORDS[language];
  const other = `?${new URLSearchParams([...query, ["otherUser", "1"]])}`;
  return page(
    language,
    words.title,
    `<h1>${escape(user.displayName)}</h1><p>${words.asks(escape(botName))}</p>
    <form method="post" action="/dialog/bot/accountLink">
      ${parameters(query)}
      <button class="main" name="decision" value="approve">${words.approve}</button>
      <button name="decision" value="cancel">${words.cancel}</button>
    </form>
    <p><a href="${escape(other)}">${words.other}</a></p>`,
  );
}

export function dialogEndPage(end: "ok" | "failed" | "cancelled", user: PhoneUser): string {
  const language = wordsOf(user);
  const words = WORDS[language];
  return page(language, words.title, `<h1>${words.title}</h1><p>${words[end]}</p>`);
}

function parameters(query: URLSearchParams): string {
  return hidden([
    ["linkToken", query.get("linkToken") ?? ""],
    ["nonce", query.get("nonce") ?? ""],
  ]);
}
