import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import type { LoginFailure, LoginRefusal } from "../login-attempt.ts";
import type { MerchantLoginOutcome } from "../finish-merchant-login.server.ts";

/** A login that cannot be gone on with, in plain words; a customer is shown the way back. */
export function LoginRefusedPage({
  locale,
  reason,
  retryUrl,
}: {
  locale: Locale;
  /** `closed`: the merchant does not offer this way to link */
  reason: LoginRefusal | LoginFailure | "closed";
  /** Where a customer begins again; a merchant begins again on the settings page. */
  retryUrl: string | null;
}) {
  const t = fixedT(locale, "settings");
  return (
    <PublicPage locale={locale} shopName="" title={t(`login.refused.${reason}.title`)}>
      <p>{t(`login.refused.${reason}.body`)}</p>
      {retryUrl ? (
        <div className="actions">
          <a className="button" href={retryUrl}>
            {t("login.retry")}
          </a>
        </div>
      ) : (
        <p className="quiet">{t("login.beginAgain")}</p>
      )}
    </PublicPage>
  );
}

/** What came of the merchant's own login. The settings page, in another tab, tells the same and says what to do. */
export function MerchantLoginPage({
  locale,
  result,
}: {
  locale: Locale;
  result: MerchantLoginOutcome;
}) {
  const t = fixedT(locale, "settings");
  if (result.outcome === "proved") {
    return (
      <PublicPage locale={locale} shopName="" title={t("login.proved.title")}>
        <p>{t("login.proved.body", { name: result.displayName })}</p>
        <p className="quiet">{t("login.close")}</p>
      </PublicPage>
    );
  }
  return (
    <PublicPage locale={locale} shopName="" title={t(`proof.problems.${result.problem}.title`)}>
      <p>{t(`proof.problems.${result.problem}.body`)}</p>
      <p className="quiet">{t("login.close")}</p>
    </PublicPage>
  );
}
