import type { Locale } from "#app/platform/i18n.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";
import { type LiffRefusal, LiffRefusedPage } from "../components/liff/liff-refused-page.tsx";
import { type LiffApp, siteUrl } from "./find-liff-app.server.ts";
import { liffPaths } from "./liff-paths.ts";

/** HTTP's word for each refusal. */
const statuses: Record<LiffRefusal, number> = {
  no_app: 404,
  no_browser: 403,
  id_token: 403,
  replayed: 403,
  unclear: 503,
  closed: 403,
  spent: 429,
  unknown: 404,
  unknown_link: 404,
  expired: 410,
  used: 410,
  line_taken: 409,
  customer_taken: 409,
  customer_gone: 409,
};

/** A refusal as a page that helps. */
export function answerLiffRefusal(options: {
  locale: Locale;
  app?: LiffApp;
  reason: LiffRefusal;
}): Response {
  const { locale, app, reason } = options;
  const paths = app && liffPaths(app.login.loginChannelId, locale);
  return renderPublicPage(
    <LiffRefusedPage
      locale={locale}
      shopName={app?.shop.name ?? ""}
      reason={reason}
      links={
        app && paths
          ? { retry: paths.entry("link"), card: paths.entry("card"), site: siteUrl(app, locale) }
          : null
      }
    />,
    { status: statuses[reason] },
  );
}

/** To another of the LIFF pages. */
export function goTo(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: path, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" },
  });
}
