import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { PublicPage } from "#app/ui/public-page/public-page.tsx";
import { storefrontPaths } from "../storefront-paths.ts";

type Props = {
  locale: Locale;
  shopName: string;
  /** Masked */
  friendName: string | null;
  /** Where to add the account as a friend; null for who is one */
  addFriendUrl: string | null;
  returnPath: string;
  /** Proves that this page was shown to this customer */
  unlinkCode: string;
};

/** What a linked customer sees: with whom, and how to undo it. */
export function LinkedPage({
  locale,
  shopName,
  friendName,
  addFriendUrl,
  returnPath,
  unlinkCode,
}: Props) {
  const t = fixedT(locale, "storefront");
  return (
    <PublicPage locale={locale} shopName={shopName} title={t("linked.title")}>
      <p>{friendName ? t("linked.body", { name: friendName }) : t("linked.bodyUnnamed")}</p>
      {addFriendUrl && (
        <div className="actions">
          <p>{t("linked.notFollowing")}</p>
          <a className="button" href={addFriendUrl} rel="noreferrer">
            {t("linked.addFriend")}
          </a>
        </div>
      )}
      <div className="actions">
        <a className="button plain" href={returnPath}>
          {t("linked.back")}
        </a>
      </div>
      <form className="actions" method="post" action={storefrontPaths.linkForm(locale)}>
        <h2>{t("linked.unlinkTitle")}</h2>
        <p className="quiet">{t("linked.unlinkBody")}</p>
        <input type="hidden" name="unlink_code" value={unlinkCode} />
        <input type="hidden" name="return_to" value={returnPath} />
        <button className="button bad" type="submit">
          {t("linked.unlink")}
        </button>
      </form>
    </PublicPage>
  );
}
