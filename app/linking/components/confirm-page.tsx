import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import { storefrontPaths } from "../storefront-paths.ts";

type Props = {
  locale: Locale;
  shopName: string;
  /** Both sides as their owner recognises them and nobody else does */
  line: { name: string | null; pictureUrl: string | null };
  customer: { name: string | null; email: string | null };
  privacyPolicyUrl: string;
  /** Path of the storefront */
  returnPath: string;
  code: string;
  /** LINE's dialog comes next, which names the LINE account of this page and takes no other */
  isBegunInTalk?: boolean;
};

/**
 * Names both accounts, what linking is for, who handles the data and how to undo it, as Japan's APPI wants it said
 * before consent.
 */
export function ConfirmPage({
  locale,
  shopName,
  line,
  customer,
  privacyPolicyUrl,
  returnPath,
  code,
  isBegunInTalk = false,
}: Props) {
  const t = fixedT(locale, "storefront");
  const shop = shopName;
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("confirm.title")}>
      <p>{t("confirm.lead")}</p>
      <div className="sides">
        <section className="side">
          <Picture url={line.pictureUrl} letter="L" />
          <div>
            <h2>{t("confirm.lineSide")}</h2>
            <p>{line.name ?? t("confirm.unnamed")}</p>
          </div>
        </section>
        <section className="side">
          <Picture url={null} letter={customer.name?.slice(0, 1) ?? "?"} />
          <div>
            <h2>{t("confirm.shopSide", { shop })}</h2>
            <p>
              {[customer.name, customer.email].filter(Boolean).join(" ") || t("confirm.unnamed")}
            </p>
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
        <li>{t("confirm.unlink")}</li>
        <li>{t("confirm.optOut")}</li>
      </ul>
      <form
        className="actions"
        method="post"
        action={
          isBegunInTalk ? storefrontPaths.talkForm(locale) : storefrontPaths.confirmForm(locale)
        }
      >
        <input type="hidden" name="c" value={code} />
        <button className="button" type="submit">
          {isBegunInTalk ? fixedT(locale, "account-link")("page.askLine") : t("confirm.submit")}
        </button>
        <a className="button plain" href={returnPath}>
          {t("confirm.cancel")}
        </a>
        {!isBegunInTalk && (
          <a className="quiet" href={storefrontPaths.link({ returnPath, locale })}>
            {t("confirm.otherAccount")}
          </a>
        )}
      </form>
    </PublicPage>
  );
}

function Picture({ url, letter }: { url: string | null; letter: string }) {
  if (url) return <img className="picture" src={url} alt="" width={48} height={48} />;
  return (
    <span className="picture mark" aria-hidden="true">
      {letter}
    </span>
  );
}
