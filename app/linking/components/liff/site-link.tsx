import { fixedT, type Locale } from "#app/platform/i18n.ts";

/** The way that is always there: the storefront, where the customer is known by their login. */
export function SiteLink({ locale, siteUrl }: { locale: Locale; siteUrl: string }) {
  return (
    <a className="button plain" href={siteUrl} rel="noreferrer">
      {fixedT(locale, "liff")("ask.site")}
    </a>
  );
}
