import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "./public-page.tsx";

/** What stands at an address that the product does not have. */
export function NotFoundPage({ locale }: { locale: Locale }) {
  const t = fixedT(locale, "common");
  return (
    <PublicPage locale={locale} shopName="" title={t("notFound.title")}>
      <p>{t("notFound.body")}</p>
    </PublicPage>
  );
}
