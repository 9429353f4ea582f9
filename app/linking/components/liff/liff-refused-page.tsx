import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import type { FormRefusal } from "../../liff/confirm-form-link.server.ts";
import type { IdentifyRefusal } from "../../liff/identify-liff-visitor.server.ts";

/** Why a LIFF page does not go on. None says anything about somebody else. */
export type LiffRefusal =
  FormRefusal | IdentifyRefusal | "no_app" | "closed" | "spent" | "unknown_link";

/** Says in plain words what is the matter, and where to go on. */
export function LiffRefusedPage({
  locale,
  shopName,
  reason,
  links,
}: {
  locale: Locale;
  shopName: string;
  reason: LiffRefusal;
  /** Null where no shop is known */
  links: { retry: string; card: string; site: string } | null;
}) {
  const t = fixedT(locale, "liff");
  return (
    <PublicPage locale={locale} shopName={shopName} title={t(`refused.reasons.${reason}.title`)}>
      <p>{t(`refused.reasons.${reason}.body`)}</p>
      {links && (
        <div className="actions">
          {reason === "line_taken" || reason === "unknown_link" ? (
            <a className="button" href={links.card}>
              {t("refused.toCard")}
            </a>
          ) : (
            reason !== "closed" && (
              <a className="button" href={links.retry}>
                {t("refused.retry")}
              </a>
            )
          )}
          <a className="button plain" href={links.site} rel="noreferrer">
            {t("refused.site")}
          </a>
        </div>
      )}
    </PublicPage>
  );
}
