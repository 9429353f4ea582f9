import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { seal, unseal } from "#app/platform/crypto.server.ts";

/**
 * Session storage that keeps access and refresh tokens sealed, around one that keeps them as they come.
 */
export function createSealedSessionStorage(storage: SessionStorage): SessionStorage {
  return {
    storeSession: (session) =>
      storage.storeSession(withTokens(session, (token, context) => seal(token, context))),
    async loadSession(id) {
      const session = await storage.loadSession(id);
      return session && open(session);
    },
    deleteSession: (id) => storage.deleteSession(id),
    deleteSessions: (ids) => storage.deleteSessions(ids),
    async findSessionsByShop(shop) {
      return (await storage.findSessionsByShop(shop)).map(open);
    },
  };
}

function open(sealed: Session): Session {
  const session = withTokens(sealed, unseal);
  // A refresh answer without `expires_in` would leave a session that never refreshes again.
  if (!session.isOnline && session.refreshToken && !session.expires) session.expires = new Date(0);
  return session;
}

function withTokens(session: Session, change: (token: string, context: string) => string): Session {
  const changed = new Session(session.toObject());
  if (session.accessToken)
    changed.accessToken = change(session.accessToken, `session:${session.id}:access`);
  if (session.refreshToken)
    changed.refreshToken = change(session.refreshToken, `session:${session.id}:refresh`);
  return changed;
}
