import type { Db } from "#app/platform/db.server.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import { type ConsentKind, consentKinds } from "./friend.ts";

export type Preferences = {
  shopId: string;
  friendId: string;
  shopName: string;
  /** The friend's language if LINE told it, else the shop's */
  locale: Locale;
  /** What the friend receives at present */
  wanted: Record<ConsentKind, boolean>;
};

/** The form of a code; a path can hold what PostgreSQL takes in no text. */
const CODE = /^[\w-]{1,100}$/;

/**
 * What the preferences page shows. The code is the whole proof: it is unguessable and known only to the friend, so
 * the shop comes from it.
 *
 * @returns null when no friend has this code, or the shop has uninstalled
 */
export async function readPreferences(options: {
  db: Db;
  code: string;
}): Promise<Preferences | null> {
  if (!CODE.test(options.code)) return null;
  const friend = await options.db.friend.findUnique({
    where: { preferencesCode: options.code },
    include: { optOuts: true, shop: true },
  });
  if (!friend || friend.shop.uninstalledAt) return null;
  const refused = new Set(friend.optOuts.map((optOut) => optOut.kind));
  return {
    shopId: friend.shopId,
    friendId: friend.id,
    shopName: friend.shop.name,
    locale: toLocale(friend.language ?? friend.shop.locale),
    wanted: Object.fromEntries(consentKinds.map((kind) => [kind, !refused.has(kind)])) as Record<
      ConsentKind,
      boolean
    >,
  };
}
