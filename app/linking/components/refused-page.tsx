import { fixedT, type Locale } from "#app/platform/i18n.ts";
import type { AppProxyRefusal } from "#app/shopify/verify-app-proxy.server.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import type { LinkRefusal } from "../link-refusal.ts";
import { storefrontPaths } from "../storefront-paths.ts";

export type PageRefusal =
  LinkRefusal | AppProxyRefusal | "unknown_shop" | "not_connected" | "unlink_code" | "closed";

/** Reasons that starting again does not mend. */
const final = new Set<PageRefusal>(["customer_gone", "not_connected", "unknown_shop", "closed"]);

/** Says in plain words why nothing was linked, and what to do. */
export function RefusedPage({
  locale,
  shopName = "",
  reason,
  returnPath = "/",
}: {
  locale: Locale;
  shopName?: string;
  reason: PageRefusal;
  returnPath?: string;
}) {
  const t = fixedT(locale, "storefront");
  return (
    <PublicPage locale={locale} shopName={shopName} title={t(`refused.reasons.${reason}.title`)}>
      <p>{t(`refused.reasons.${reason}.body`)}</p>
      <div className="actions">
        {!final.has(reason) && (
          <a className="button" href={storefrontPaths.link({ returnPath, locale })}>
            {t("refused.retry")}
          </a>
        )}
        <a className="button plain" href={returnPath}>
          {t("refused.back")}
        </a>
      </div>
    </PublicPage>
  );
}
