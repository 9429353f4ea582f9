import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { liffOpeningStyle, publicPageStyle } from "#app/ui/public-page/public-page-style.ts";
import { LiffOpening, type LiffOpeningProps } from "./liff-opening.tsx";

/** The LIFF app's first page, or a word that there is none at this address. */
export function LiffEntry({
  locale,
  opening,
}: {
  locale: Locale;
  opening: Omit<LiffOpeningProps, "locale"> | null;
}) {
  const t = fixedT(locale, "liff");
  return (
    <>
      <style dangerouslySetInnerHTML={{ __html: publicPageStyle + liffOpeningStyle }} />
      {opening ? (
        <LiffOpening locale={locale} {...opening} />
      ) : (
        <main>
          <div className="card">
            <h1>{t("refused.reasons.no_app.title")}</h1>
            <p>{t("refused.reasons.no_app.body")}</p>
          </div>
        </main>
      )}
    </>
  );
}
