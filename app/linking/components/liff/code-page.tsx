import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import { SiteLink } from "./site-link.tsx";

/** Asks for the code. It says the same whether or not one was sent. */
export function CodePage({
  locale,
  shopName,
  siteUrl,
  proofId,
  action,
  againUrl,
  triesLeft,
}: {
  locale: Locale;
  shopName: string;
  siteUrl: string;
  proofId: string;
  action: string;
  againUrl: string;
  /** After a wrong code */
  triesLeft?: number;
}) {
  const t = fixedT(locale, "liff");
  const wrong = triesLeft !== undefined;
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("code.title")}>
      <p>{t("code.lead")}</p>
      <form method="post" action={action}>
        <input type="hidden" name="intent" value="code" />
        <input type="hidden" name="proof" value={proofId} />
        <label className="label" htmlFor="code">
          {t("code.label")}
        </label>
        <input
          className="field code"
          id="code"
          name="code"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          required
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? "code-problem" : undefined}
        />
        {wrong && (
          <p className="problem" id="code-problem" role="alert">
            {t("code.errors.wrong", { count: triesLeft })}
          </p>
        )}
        <div className="actions">
          <button className="button" type="submit">
            {t("code.submit")}
          </button>
        </div>
      </form>
      <div className="below">
        <h2>{t("code.helpTitle")}</h2>
        <ul>
          <li>{t("code.help.spam")}</li>
          <li>{t("code.help.other")}</li>
          <li>{t("code.help.none")}</li>
        </ul>
      </div>
      <div className="actions">
        <a className="button plain" href={againUrl}>
          {t("code.again")}
        </a>
        <SiteLink locale={locale} siteUrl={siteUrl} />
      </div>
    </PublicPage>
  );
}
