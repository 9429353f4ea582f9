import { createHash } from "node:crypto";
import type { AuthorizeRequest } from "./authorize-request.ts";
import { newToken } from "./ids.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** LINE docs: a code lives 10 minutes, an access token 30 days, a refresh token 90. All on real time. */
const CODE_MS = 10 * MINUTE;
export const ACCESS_TOKEN_SECONDS = (30 * DAY) / 1_000;
const REFRESH_TOKEN_MS = 90 * DAY;

/** What a user allowed a login channel. */
export type LoginGrant = {
  channelId: string;
  userId: string;
  scopes: string[];
  nonce?: string;
  amr: string[];
  /** Epoch seconds; only when the request asked by max_age. */
  authTime?: number;
};
type Code = { grant: LoginGrant; redirectUri: string; codeChallenge?: string; expiresAt: number };
type Tokens = { accessToken: string; refreshToken: string; grant: LoginGrant };

type CodeProblem =
  "invalid authorization code" | "redirect_uri does not match" | "invalid code_verifier";

export type LoginGrants = ReturnType<typeof createLoginGrants>;

/** Codes, access tokens and refresh tokens of LINE Login, and who consented to what. */
export function createLoginGrants() {
  const codes = new Map<string, Code>();
  const accessTokens = new Map<string, { grant: LoginGrant; expiresAt: number }>();
  const refreshTokens = new Map<string, { grant: LoginGrant; expiresAt: number }>();
  const consents = new Map<string, Set<string>>();
  const pair = (channelId: string, userId: string) => `${channelId} ${userId}`;

  function issueAccessToken(grant: LoginGrant): string {
    const token = newToken();
    accessTokens.set(token, { grant, expiresAt: Date.now() + ACCESS_TOKEN_SECONDS * 1_000 });
    return token;
  }

  return {
    /** Whether the consent screen has nothing left to ask. The e-mail scope is asked for every time. */
    hasConsent(request: AuthorizeRequest, userId: string): boolean {
      const given = consents.get(pair(request.channel.channelId, userId));
      return request.scopes.every((scope) => scope !== "email" && given?.has(scope));
    },

    issueCode(
      request: AuthorizeRequest,
      userId: string,
      amr: string[],
      loggedInAt: number,
    ): string {
      const { channelId } = request.channel;
      const given = consents.get(pair(channelId, userId)) ?? new Set();
      for (const scope of request.scopes) given.add(scope);
      consents.set(pair(channelId, userId), given);
      const code = newToken();
      codes.set(code, {
        grant: {
          channelId,
          userId,
          scopes: request.scopes,
          amr,
          ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
          ...(request.wantsAuthTime ? { authTime: Math.floor(loggedInAt / 1_000) } : {}),
        },
        redirectUri: request.redirectUri,
        expiresAt: Date.now() + CODE_MS,
        ...(request.codeChallenge === undefined ? {} : { codeChallenge: request.codeChallenge }),
      });
      return code;
    },

    /** Exchanges a code, once. A code that was started with PKCE needs its verifier. */
    redeemCode(channelId: string, form: URLSearchParams): Tokens | CodeProblem {
      const id = form.get("code") ?? "";
      const code = codes.get(id);
      if (code?.grant.channelId !== channelId || code.expiresAt < Date.now()) {
        return "invalid authorization code";
      }
      if (code.redirectUri !== form.get("redirect_uri")) return "redirect_uri does not match";
      if (code.codeChallenge !== undefined) {
        const verifier = form.get("code_verifier") ?? "";
        const isWellFormed = /^[A-Za-z0-9\-._~]{43,128}$/.test(verifier);
        const challenge = createHash("sha256").update(verifier).digest("base64url");
        if (!isWellFormed || challenge !== code.codeChallenge) return "invalid code_verifier";
      }
      codes.delete(id);
      const refreshToken = newToken();
      refreshTokens.set(refreshToken, {
        grant: code.grant,
        expiresAt: Date.now() + REFRESH_TOKEN_MS,
      });
      return { accessToken: issueAccessToken(code.grant), refreshToken, grant: code.grant };
    },

    /** A new access token; the refresh token stays as it is. Undefined when it is unknown, another channel's or too old. */
    refresh(channelId: string, refreshToken: string): Tokens | undefined {
      const found = refreshTokens.get(refreshToken);
      if (found?.grant.channelId !== channelId || found.expiresAt < Date.now()) return undefined;
      return { accessToken: issueAccessToken(found.grant), refreshToken, grant: found.grant };
    },

    /** The grant behind an access token. Undefined when it is unknown, revoked or expired. */
    find(accessToken: string): { grant: LoginGrant; expiresAt: number } | undefined {
      const found = accessTokens.get(accessToken);
      return found && found.expiresAt > Date.now() ? found : undefined;
    },

    revoke(accessToken: string): void {
      accessTokens.delete(accessToken);
    },
  };
}
