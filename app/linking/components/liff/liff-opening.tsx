import { useEffect, useRef, useState } from "react";
import { type LiffOpening as Opening, openLiff } from "#app/line/open-liff.ts";
import { fixedT, type Locale } from "#app/platform/i18n.ts";
import type { LiffView } from "../../liff/liff-paths.ts";

export type LiffOpeningProps = {
  locale: Locale;
  shopName: string;
  liffId: string;
  sdkUrl: string | null;
  view: LiffView;
  /** Where the id token is posted */
  identifyPath: string;
  /** This page by LINE's own address, which opens the LINE app */
  liffUrl: string;
  siteUrl: string;
};

type State = "asking" | "unnamed" | "failed" | { logIn: () => void };

/**
 * The first page of LIFF, and the one with a script: it asks LINE who is there and posts the id token. After eight
 * seconds its style shows what to do instead, also where no script runs at all.
 */
export function LiffOpening({
  locale,
  shopName,
  liffId,
  sdkUrl,
  view,
  identifyPath,
  liffUrl,
  siteUrl,
}: LiffOpeningProps) {
  const t = fixedT(locale, "liff");
  const [state, setState] = useState<State>("asking");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    let isShown = true;
    void openLiff({ liffId, sdkUrl }).then((opening: Opening) => {
      if (!isShown || !form.current) return;
      if (opening.outcome === "outside") return setState({ logIn: opening.logIn });
      if (opening.outcome !== "opened") return setState(opening.outcome);
      const field = form.current.elements.namedItem("id_token") as HTMLInputElement;
      field.value = opening.idToken;
      form.current.submit();
    });
    return () => void (isShown = false);
  }, [liffId, sdkUrl]);

  const isAsking = state === "asking";
  const title = isAsking
    ? t("open.title")
    : typeof state === "object"
      ? t("open.outsideTitle")
      : t(`open.${state}Title`);
  return (
    <main>
      <p className="shop">{shopName}</p>
      <div className="card">
        <h1>{title}</h1>
        {isAsking && (
          <>
            <p role="status">{t("open.body")}</p>
            <noscript>
              <p>{t("open.noScript")}</p>
            </noscript>
            <div className="late">
              <h2>{t("open.lateTitle")}</h2>
              <p>{t("open.lateBody")}</p>
            </div>
          </>
        )}
        {state === "unnamed" && <p role="alert">{t("open.unnamedBody")}</p>}
        {state === "failed" && <p role="alert">{t("open.failedBody")}</p>}
        {typeof state === "object" && (
          <>
            <p role="alert">{t("open.outsideBody")}</p>
            <div className="actions">
              <a className="button" href={liffUrl}>
                {t("open.openInLine")}
              </a>
              <button type="button" className="button plain" onClick={state.logIn}>
                {t("open.logIn")}
              </button>
            </div>
          </>
        )}
        {typeof state !== "object" && (
          <div className={isAsking ? "actions late" : "actions"}>
            <a className="button" href={liffUrl}>
              {t("open.retry")}
            </a>
            <a className="button plain" href={siteUrl} rel="noreferrer">
              {t("open.site")}
            </a>
          </div>
        )}
      </div>
      <form ref={form} method="post" action={identifyPath} hidden>
        <input type="hidden" name="id_token" />
        <input type="hidden" name="view" value={view} />
      </form>
    </main>
  );
}
