import { liffAddress } from "#app/line/liff.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { findLiffApp, siteUrl } from "./find-liff-app.server.ts";
import { type LiffView, liffPaths, viewOf } from "./liff-paths.ts";

/** What the page that runs LIFF's SDK needs; null when no shop has LIFF at this address. */
export async function readLiffOpening(options: {
  db: Db;
  loginChannelId: string;
  view: LiffView;
  liffState: string | null;
  locale: Locale;
}) {
  const { db, loginChannelId, locale } = options;
  const app = await findLiffApp({ db, loginChannelId });
  if (!app) return null;
  const view = viewOf(options);
  const { apps, sdkUrl } = liffAddress();
  return {
    shopName: app.shop.name,
    liffId: app.liffId,
    sdkUrl,
    view,
    identifyPath: liffPaths(loginChannelId, locale).identify,
    liffUrl: `${apps}/${app.liffId}${view === "card" ? "/card" : ""}`,
    siteUrl: siteUrl(app, locale),
  };
}
