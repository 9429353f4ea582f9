import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";

/**
 * Names both accounts, what linking is for, who handles the data and how to undo it, as Japan's APPI wants it said
 * before consent.
 */
export function FormConfirmPage({
  locale,
  shopName,
  line,
  customer,
  privacyPolicyUrl,
  proofId,
  action,
  againUrl,
}: {
  locale: Locale;
  shopName: string;
  /** Both sides as their owner recognises them and nobody else does */
  line: { name: string | null; pictureUrl: string | null };
  customer: { name: string | null; email: string | null };
  privacyPolicyUrl: string;
  proofId: string;
  action: string;
  againUrl: string;
}) {
  const t = fixedT(locale, "storefront");
  const own = fixedT(locale, "liff");
  const shop = shopName;
  const named = [customer.name, customer.email].filter(Boolean).join(" ");
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("confirm.title")}>
      <p>{t("confirm.lead")}</p>
      <div className="sides">
        <section className="side">
          {line.pictureUrl ? (
            <img className="picture" src={line.pictureUrl} alt="" width={48} height={48} />
          ) : (
            <Letter letter="L" />
          )}
          <div>
            <h2>{t("confirm.lineSide")}</h2>
            <p>{line.name ?? t("confirm.unnamed")}</p>
          </div>
        </section>
        <section className="side">
          <Letter letter={customer.name?.slice(0, 1) ?? "?"} />
          <div>
            <h2>{t("confirm.shopSide", { shop })}</h2>
            <p>{named || t("confirm.unnamed")}</p>
          </div>
        </section>
      </div>
      <ul>
        <li>{t("confirm.purpose", { shop })}</li>
        <li>
          {t("confirm.processor", { shop })}{" "}
          <a href={privacyPolicyUrl} rel="noreferrer" target="_blank">
            {t("confirm.policy", { shop })}
          </a>
        </li>
        <li>{own("confirm.unlink")}</li>
        <li>{t("confirm.optOut")}</li>
      </ul>
      <form className="actions" method="post" action={action}>
        <input type="hidden" name="intent" value="confirm" />
        <input type="hidden" name="proof" value={proofId} />
        <button className="button" type="submit">
          {t("confirm.submit")}
        </button>
        <a className="button plain" href={againUrl}>
          {own("confirm.cancel")}
        </a>
      </form>
    </PublicPage>
  );
}

function Letter({ letter }: { letter: string }) {
  return (
    <span className="picture mark" aria-hidden="true">
      {letter}
    </span>
  );
}
