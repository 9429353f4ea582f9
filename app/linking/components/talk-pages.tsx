import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import type { AccountLinkRefusal } from "../account-link/account-link.ts";
import { storefrontPaths } from "../storefront-paths.ts";

/** Often enough that nobody wonders, and seldom enough to be read aloud by a screen reader. */
const RENEWS_AFTER = 5;

/** Pages of a link that began in the talk, on the storefront; `code` stands for the attempt. */
type Props = { locale: Locale; shopName: string; code: string };

/** For who comes back from logging in and is not logged in: sending them straight on would go round in circles. */
export function TalkLoginPage({ locale, shopName, code }: Props) {
  const t = fixedT(locale, "account-link");
  const back = storefrontPaths.talk({ code, locale, afterLogin: true });
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("page.login.title")}>
      <p>{t("page.login.body")}</p>
      <div className="actions">
        <a className="button" href={storefrontPaths.login(back)}>
          {t("page.login.submit")}
        </a>
        <a className="button plain" href="/">
          {t("page.back")}
        </a>
      </div>
    </PublicPage>
  );
}

/** While LINE's dialog is open elsewhere: says where to go on, and what came of it as soon as it is known. */
export function TalkAskedPage({ locale, shopName, code }: Props) {
  const t = fixedT(locale, "account-link");
  return (
    <PublicPage
      locale={locale}
      shopName={shopName}
      title={t("page.asked.title")}
      renewsAfter={RENEWS_AFTER}
    >
      <p>{t("page.asked.body")}</p>
      <form className="actions" method="post" action={storefrontPaths.talkForm(locale)}>
        <input type="hidden" name="c" value={code} />
        <button className="button" type="submit">
          {t("page.asked.again")}
        </button>
        <a className="button plain" href="/">
          {t("page.back")}
        </a>
      </form>
    </PublicPage>
  );
}

/** Says in plain words why nothing was linked, and what to do. */
export function TalkRefusedPage({
  locale,
  shopName = "",
  reason,
  isOnStorefront,
}: {
  locale: Locale;
  shopName?: string;
  reason: AccountLinkRefusal;
  /** Before the storefront there is no page of the shop to lead to. */
  isOnStorefront: boolean;
}) {
  const t = fixedT(locale, "account-link");
  return (
    <PublicPage locale={locale} shopName={shopName} title={t(`page.reasons.${reason}.title`)}>
      <p>{t(`page.reasons.${reason}.body`)}</p>
      {isOnStorefront && (
        <div className="actions">
          {reason === "customer_taken" && (
            <a className="button" href={storefrontPaths.link({ returnPath: "/", locale })}>
              {t("page.showLink")}
            </a>
          )}
          <a className="button plain" href="/">
            {t("page.back")}
          </a>
        </div>
      )}
    </PublicPage>
  );
}
