import { randomBytes } from "node:crypto";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Lifetimes in seconds, as the token endpoint tells them (Shopify: "About offline access tokens"). */
export const accessTokenLifeSeconds = 3_600;
const refreshTokenLifeSeconds = 7_776_000;
export const onlineTokenLifeSeconds = 86_399;

/** How long a refresh token that was used once may be used again while its successor has not been (2026-08-28). */
const reuseWindowMs = 30 * day;

type AccessToken = {
  token: string;
  shop: string;
  mode: "online" | "offline";
  scopes: string[];
  /** Real time, epoch milliseconds; null = never, which the Admin API refuses. */
  expiresAt: number | null;
  userId: number | null;
};

type RefreshToken = {
  token: string;
  shop: string;
  expiresAt: number;
  firstUsedAt: number | null;
  /** The one that this token replaced: retired when this one is used. */
  predecessor: string | null;
};

export type IssuedPair = { access: AccessToken; refresh: string; refreshExpiresInSeconds: number };

/** Access and refresh tokens. They live on real time on both sides, whatever the sandbox clock says. */
export type TokenStore = {
  issue(token: Omit<AccessToken, "token" | "expiresAt">, lifeSeconds: number | null): AccessToken;
  issueExpiringOffline(shop: string, scopes: string[]): IssuedPair;
  /** A new pair for a refresh token, or null when it is unknown, expired, retired or revoked. */
  refresh(shop: string, refreshToken: string, scopes: string[]): IssuedPair | null;
  find(token: string): AccessToken | null;
  /** Ends the life of a shop's access tokens at once; refresh tokens stay. Returns how many were hit. */
  expireAccess(shop: string): number;
  /** Takes all of a shop's tokens away, as an uninstall does. */
  revoke(shop: string): void;
};

export function createTokenStore(): TokenStore {
  const accessTokens = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, RefreshToken>();

  const issue: TokenStore["issue"] = (token, lifeSeconds) => {
    const prefix = token.mode === "online" ? "shpua_" : "shpat_";
    const issued: AccessToken = {
      ...token,
      token: prefix + randomBytes(16).toString("hex"),
      expiresAt: lifeSeconds === null ? null : Date.now() + lifeSeconds * 1_000,
    };
    accessTokens.set(issued.token, issued);
    return issued;
  };

  const issuePair = (
    shop: string,
    scopes: string[],
    expiresAt: number,
    predecessor: string | null,
  ): IssuedPair => {
    const access = issue({ shop, mode: "offline", scopes, userId: null }, accessTokenLifeSeconds);
    const refresh = `shprt_${randomBytes(16).toString("hex")}`;
    refreshTokens.set(refresh, { token: refresh, shop, expiresAt, firstUsedAt: null, predecessor });
    const refreshExpiresInSeconds = Math.round((expiresAt - Date.now()) / 1_000);
    return { access, refresh, refreshExpiresInSeconds };
  };

  const isUsable = (token: RefreshToken): boolean => {
    if (token.expiresAt <= Date.now()) return false;
    return token.firstUsedAt === null || token.firstUsedAt + reuseWindowMs > Date.now();
  };

  return {
    issue,
    issueExpiringOffline: (shop, scopes) =>
      issuePair(shop, scopes, Date.now() + refreshTokenLifeSeconds * 1_000, null),
    refresh(shop, refreshToken, scopes) {
      const used = refreshTokens.get(refreshToken);
      if (!used || used.shop !== shop || !isUsable(used)) return null;
      used.firstUsedAt ??= Date.now();
      if (used.predecessor) refreshTokens.delete(used.predecessor);
      const expiresAt = Date.now() + refreshTokenLifeSeconds * 1_000;
      return issuePair(shop, scopes, expiresAt, used.token);
    },
    find: (token) => accessTokens.get(token) ?? null,
    expireAccess(shop) {
      const hit = [...accessTokens.values()].filter((token) => token.shop === shop);
      for (const token of hit) token.expiresAt = Date.now() - 1;
      return hit.length;
    },
    revoke(shop) {
      for (const token of accessTokens.values()) {
        if (token.shop === shop) accessTokens.delete(token.token);
      }
      for (const token of refreshTokens.values()) {
        if (token.shop === shop) refreshTokens.delete(token.token);
      }
    },
  };
}
