import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import { SiteLink } from "./site-link.tsx";

export type AddressProblem =
  | { what: "invalid" | "nobody" | "no_email" | "unclear" }
  | { what: "limited"; retryAfterSeconds: number };

type Props = {
  locale: Locale;
  shopName: string;
  siteUrl: string;
  /** Whether a code can be sent */
  canMail: boolean;
  /** LINE's verified e-mail, masked; null where LINE does not tell it */
  lineEmail: string | null;
  action: string;
  problem?: AddressProblem;
  /** What was typed and has to be mended */
  typed?: string;
  /** They have just unlinked. */
  wasUnlinked?: boolean;
};

/** Asks for the e-mail address or phone number that the shop knows, or offers LINE's own e-mail address. */
export function AddressPage(props: Props) {
  const { locale, shopName, siteUrl, canMail, lineEmail, action, problem, wasUnlinked } = props;
  const t = fixedT(locale, "liff");
  const wrong = problem && problemText(locale, problem, canMail);
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("ask.title")}>
      {wasUnlinked && (
        <p className="notice" role="status">
          {t("ask.unlinked")}
        </p>
      )}
      {canMail ? (
        <form method="post" action={action}>
          <p>{t("ask.lead", { shop: shopName })}</p>
          <input type="hidden" name="intent" value="ask" />
          <AddressField {...props} wrong={wrong} />
          <div className="actions">
            <button className="button" type="submit">
              {t("ask.submit")}
            </button>
          </div>
        </form>
      ) : (
        <>
          <p>{t(lineEmail ? "ask.leadLineOnly" : "ask.noLineEmail", { shop: shopName })}</p>
          {wrong && (
            <p className="problem" role="alert">
              {wrong}
            </p>
          )}
        </>
      )}
      {lineEmail && (
        <form className="actions" method="post" action={action}>
          {canMail && <p className="quiet centred">{t("ask.or")}</p>}
          <input type="hidden" name="intent" value="line_email" />
          <button className={canMail ? "button plain" : "button"} type="submit">
            {t("ask.lineEmail", { email: lineEmail })}
          </button>
        </form>
      )}
      <div className="actions">
        <SiteLink locale={locale} siteUrl={siteUrl} />
      </div>
    </PublicPage>
  );
}

function AddressField({ locale, typed, wrong }: Props & { wrong: string | undefined }) {
  const t = fixedT(locale, "liff");
  return (
    <>
      <label className="label" htmlFor="address">
        {t("ask.address")}
      </label>
      <input
        className="field"
        id="address"
        name="address"
        type="text"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        required
        defaultValue={typed}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? "address-problem address-help" : "address-help"}
      />
      {wrong && (
        <p className="problem" id="address-problem" role="alert">
          {wrong}
        </p>
      )}
      <p className="quiet" id="address-help">
        {t("ask.addressHelp")}
      </p>
    </>
  );
}

function problemText(locale: Locale, problem: AddressProblem, canMail: boolean): string {
  const t = fixedT(locale, "liff");
  if (problem.what === "limited") {
    const minutes = Math.max(1, Math.ceil(problem.retryAfterSeconds / 60));
    return t("ask.errors.limited", { minutes: new Intl.NumberFormat(locale).format(minutes) });
  }
  if (problem.what === "nobody" && !canMail) return t("ask.errors.nobodyLineOnly");
  return t(`ask.errors.${problem.what}`);
}
