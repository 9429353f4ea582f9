import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";

/** The member card, to be shown and read at a till. */
export function MemberPage({
  locale,
  shopName,
  card,
  unlinkUrl,
  wasLinked,
}: {
  locale: Locale;
  shopName: string;
  card: { name: string | null; number: string; barcode: string };
  unlinkUrl: string;
  /** They have just linked. */
  wasLinked: boolean;
}) {
  const t = fixedT(locale, "liff");
  const { name, number, barcode } = card;
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("member.title")}>
      {wasLinked && (
        <p className="notice" role="status">
          {t("member.done")}
        </p>
      )}
      <div className="member">
        <h2>{t("member.name")}</h2>
        <p className="name">{name ?? t("member.unnamed")}</p>
        <div
          className="barcode"
          role="img"
          aria-label={t("member.barcode", { number })}
          // Drawn here, from digits alone.
          dangerouslySetInnerHTML={{ __html: barcode }}
        />
        <h2>{t("member.number")}</h2>
        <p className="number">{number}</p>
      </div>
      <p className="quiet">{t("member.show")}</p>
      <div className="actions">
        <a className="button plain" href={unlinkUrl}>
          {t("member.unlink")}
        </a>
      </div>
    </PublicPage>
  );
}
