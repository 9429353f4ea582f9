import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import { type ConsentKind, consentKinds } from "../friend.ts";

type Props = { locale: Locale; shopName: string };

/** Every kind of message with a tick. The form posts to the page's own address. */
export function PreferencesPage({
  locale,
  shopName,
  wanted,
  isSaved,
}: Props & { wanted: Record<ConsentKind, boolean>; isSaved: boolean }) {
  const t = fixedT(locale, "storefront");
  return (
    <PublicPage
      locale={locale}
      shopName={shopName}
      title={t("preferences.title")}
      footer={<OtherLanguage locale={locale} />}
    >
      {isSaved && (
        <p className="notice" role="status">
          {t("preferences.saved")}
        </p>
      )}
      <p>{t("preferences.lead", { shop: shopName })}</p>
      <form method="post" action={`?lang=${locale}`}>
        <input type="hidden" name="intent" value="save" />
        {consentKinds.map((kind) => (
          <div className="choice" key={kind}>
            <input
              type="checkbox"
              id={kind}
              name={kind}
              defaultChecked={wanted[kind]}
              aria-describedby={`${kind}-help`}
            />
            <div>
              <label htmlFor={kind}>{t(`preferences.kinds.${kind}.label`)}</label>
              <p className="quiet" id={`${kind}-help`}>
                {t(`preferences.kinds.${kind}.help`)}
              </p>
            </div>
          </div>
        ))}
        <div className="actions">
          <button className="button" type="submit">
            {t("preferences.save")}
          </button>
        </div>
      </form>
    </PublicPage>
  );
}

/** One button that ends one kind of message. */
export function StopPage({ locale, shopName, kind }: Props & { kind: ConsentKind }) {
  const t = fixedT(locale, "storefront");
  return (
    <PublicPage
      locale={locale}
      shopName={shopName}
      title={t("preferences.stop.title")}
      footer={<OtherLanguage locale={locale} stop={kind} />}
    >
      <p>{t(`preferences.stop.${kind}`)}</p>
      <form className="actions" method="post" action={`?lang=${locale}`}>
        <input type="hidden" name="intent" value="stop" />
        <input type="hidden" name="kind" value={kind} />
        <button className="button" type="submit">
          {t("preferences.stop.submit")}
        </button>
        <a className="button plain" href={`?lang=${locale}`}>
          {t("preferences.stop.all")}
        </a>
      </form>
    </PublicPage>
  );
}

export function UnknownPreferencesPage({ locale }: { locale: Locale }) {
  const t = fixedT(locale, "storefront");
  return (
    <PublicPage locale={locale} shopName="" title={t("preferences.unknown.title")}>
      <p>{t("preferences.unknown.body")}</p>
    </PublicPage>
  );
}

function OtherLanguage({ locale, stop }: { locale: Locale; stop?: ConsentKind }) {
  const other = locale === "ja" ? "en" : "ja";
  return (
    <p className="languages">
      <a href={`?lang=${other}${stop ? `&stop=${stop}` : ""}`} lang={other} hrefLang={other}>
        {fixedT(locale, "storefront")("preferences.otherLanguage")}
      </a>
    </p>
  );
}
