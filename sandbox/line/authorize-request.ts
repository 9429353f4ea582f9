import type { LineStore } from "./store.ts";
import type { LoginChannel } from "./state.ts";

/** An authorization request that LINE would show to a user. */
export type AuthorizeRequest = {
  channel: LoginChannel;
  redirectUri: string;
  state: string;
  scopes: string[];
  nonce?: string;
  prompt?: "consent" | "none" | "login";
  botPrompt?: "normal" | "aggressive";
  codeChallenge?: string;
  wantsAuthTime: boolean;
  language: "ja" | "en";
};

type AuthorizeCheck =
  | { ok: true; request: AuthorizeRequest }
  /** Nobody may be sent to a redirect_uri that the channel has not registered: LINE shows a page with 400. */
  | { ok: false; kind: "page"; message: string }
  | { ok: false; kind: "redirect"; to: string };

const SCOPES = ["openid", "profile", "email"];

/**
 * Checks the query of `/oauth2/v2.1/authorize` (LINE docs, "Making an authorization request"). A redirect_uri has to be a
 * registered callback URL, exactly or with query parameters added. Everything but it and the channel is told there.
 */
export function checkAuthorizeRequest(store: LineStore, query: URLSearchParams): AuthorizeCheck {
  const channel = store.loginChannel(query.get("client_id") ?? "");
  if (!channel) return { ok: false, kind: "page", message: "Invalid client_id value." };
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRegistered(channel, redirectUri)) {
    const message =
      "Invalid redirect_uri value. Check if it is registered in a LINE developers site.";
    return { ok: false, kind: "page", message };
  }
  const state = query.get("state") ?? "";
  const refuse = (error: string, description: string): AuthorizeCheck => ({
    ok: false,
    kind: "redirect",
    to: errorRedirect(redirectUri, state, error, description),
  });

  if (query.get("response_type") !== "code") {
    return refuse("UNSUPPORTED_RESPONSE_TYPE", "response_type must be code.");
  }
  if (state === "") return refuse("INVALID_REQUEST", "state is required.");
  const scopes = [...new Set((query.get("scope") ?? "").split(" ").filter(Boolean))];
  const scopeProblem = problemOfScopes(channel, scopes);
  if (scopeProblem) return refuse("INVALID_SCOPE", scopeProblem);
  const codeChallenge = query.get("code_challenge") ?? undefined;
  if (codeChallenge !== undefined || query.has("code_challenge_method")) {
    const isS256 = query.get("code_challenge_method") === "S256";
    if (!isS256 || !/^[A-Za-z0-9_-]{43}$/.test(codeChallenge ?? "")) {
      return refuse(
        "INVALID_REQUEST",
        "code_challenge must be given with code_challenge_method S256.",
      );
    }
  }
  const prompt = query.get("prompt") ?? undefined;
  if (prompt !== undefined && !isPrompt(prompt))
    return refuse("INVALID_REQUEST", "prompt is invalid.");
  const botPrompt = query.get("bot_prompt") ?? undefined;
  if (botPrompt !== undefined && botPrompt !== "normal" && botPrompt !== "aggressive") {
    return refuse("INVALID_REQUEST", "bot_prompt must be normal or aggressive.");
  }
  const responseMode = query.get("response_mode") ?? "query";
  if (responseMode !== "query") {
    return refuse("INVALID_REQUEST", "The stand-in returns by response_mode query only.");
  }
  const nonce = query.get("nonce") ?? undefined;
  return {
    ok: true,
    request: {
      channel,
      redirectUri,
      state,
      scopes,
      wantsAuthTime: query.has("max_age"),
      language: /^en\b/i.test(query.get("ui_locales") ?? "") ? "en" : "ja",
      ...(nonce === undefined ? {} : { nonce }),
      ...(prompt === undefined ? {} : { prompt }),
      ...(botPrompt === undefined ? {} : { botPrompt }),
      ...(codeChallenge === undefined ? {} : { codeChallenge }),
    },
  };
}

/** The callback with LINE's error, which keeps the caller's state. */
export function errorRedirect(
  redirectUri: string,
  state: string,
  error: string,
  description: string,
): string {
  const url = new URL(redirectUri);
  url.searchParams.set("error", error);
  url.searchParams.set("error_description", description);
  if (state !== "") url.searchParams.set("state", state);
  return url.href;
}

function isRegistered(channel: LoginChannel, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri) || redirectUri.includes("#")) return false;
  return channel.callbackUrls.some(
    (registered) =>
      redirectUri === registered ||
      redirectUri.startsWith(registered.includes("?") ? `${registered}&` : `${registered}?`),
  );
}

function problemOfScopes(channel: LoginChannel, scopes: string[]): string | undefined {
  const unknown = scopes.find((scope) => !SCOPES.includes(scope));
  if (unknown !== undefined) return `Unknown scope ${unknown}.`;
  if (!scopes.includes("openid") && !scopes.includes("profile"))
    return "profile or openid is required.";
  if (!scopes.includes("email")) return undefined;
  if (!scopes.includes("openid")) return "email needs openid.";
  return channel.emailPermission ? undefined : "The channel has no permission for email.";
}

function isPrompt(value: string): value is "consent" | "none" | "login" {
  return value === "consent" || value === "none" || value === "login";
}
