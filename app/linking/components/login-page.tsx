import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import { storefrontPaths } from "../storefront-paths.ts";

/** For who comes back from logging in and is not logged in: sending them straight on would go round in circles. */
export function LoginPage({
  locale,
  shopName,
  returnPath,
}: {
  locale: Locale;
  shopName: string;
  returnPath: string;
}) {
  const t = fixedT(locale, "storefront");
  const back = storefrontPaths.link({ returnPath, locale, afterLogin: true });
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("login.title")}>
      <p>{t("login.body")}</p>
      <div className="actions">
        <a className="button" href={storefrontPaths.login(back)}>
          {t("login.submit")}
        </a>
        <a className="button plain" href={returnPath}>
          {t("refused.back")}
        </a>
      </div>
    </PublicPage>
  );
}
