import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";

/** Asks once more before the link goes. */
export function UnlinkPage({
  locale,
  shopName,
  linkId,
  action,
}: {
  locale: Locale;
  shopName: string;
  linkId: string;
  /** Of the form; its address without more is the member card */
  action: string;
}) {
  const t = fixedT(locale, "liff");
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("unlink.title")}>
      <p>{t("unlink.body")}</p>
      <form className="actions" method="post" action={action}>
        <input type="hidden" name="link" value={linkId} />
        <button className="button bad" type="submit">
          {t("unlink.submit")}
        </button>
        <a className="button plain" href={action}>
          {t("unlink.cancel")}
        </a>
      </form>
    </PublicPage>
  );
}
