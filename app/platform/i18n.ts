import i18next, { type i18n, type TFunction } from "i18next";
import enAccountLink from "./locales/en/account-link.json" with { type: "json" };
import enCommon from "./locales/en/common.json" with { type: "json" };
import enFollowers from "./locales/en/followers.json" with { type: "json" };
import enHome from "./locales/en/home.json" with { type: "json" };
import enImports from "./locales/en/imports.json" with { type: "json" };
import enLinking from "./locales/en/linking.json" with { type: "json" };
import enLiff from "./locales/en/liff.json" with { type: "json" };
import enMessages from "./locales/en/messages.json" with { type: "json" };
import enPeople from "./locales/en/people.json" with { type: "json" };
import enRecovery from "./locales/en/recovery.json" with { type: "json" };
import enResults from "./locales/en/results.json" with { type: "json" };
import enSends from "./locales/en/sends.json" with { type: "json" };
import enSettings from "./locales/en/settings.json" with { type: "json" };
import enStorefront from "./locales/en/storefront.json" with { type: "json" };
import jaAccountLink from "./locales/ja/account-link.json" with { type: "json" };
import jaCommon from "./locales/ja/common.json" with { type: "json" };
import jaFollowers from "./locales/ja/followers.json" with { type: "json" };
import jaHome from "./locales/ja/home.json" with { type: "json" };
import jaImports from "./locales/ja/imports.json" with { type: "json" };
import jaLinking from "./locales/ja/linking.json" with { type: "json" };
import jaLiff from "./locales/ja/liff.json" with { type: "json" };
import jaMessages from "./locales/ja/messages.json" with { type: "json" };
import jaPeople from "./locales/ja/people.json" with { type: "json" };
import jaRecovery from "./locales/ja/recovery.json" with { type: "json" };
import jaResults from "./locales/ja/results.json" with { type: "json" };
import jaSends from "./locales/ja/sends.json" with { type: "json" };
import jaSettings from "./locales/ja/settings.json" with { type: "json" };
import jaStorefront from "./locales/ja/storefront.json" with { type: "json" };

export type Locale = "ja" | "en";

const resources = {
  ja: {
    "account-link": jaAccountLink,
    common: jaCommon,
    followers: jaFollowers,
    home: jaHome,
    imports: jaImports,
    linking: jaLinking,
    liff: jaLiff,
    messages: jaMessages,
    people: jaPeople,
    recovery: jaRecovery,
    results: jaResults,
    sends: jaSends,
    settings: jaSettings,
    storefront: jaStorefront,
  },
  en: {
    "account-link": enAccountLink,
    common: enCommon,
    followers: enFollowers,
    home: enHome,
    imports: enImports,
    linking: enLinking,
    liff: enLiff,
    messages: enMessages,
    people: enPeople,
    recovery: enRecovery,
    results: enResults,
    sends: enSends,
    settings: enSettings,
    storefront: enStorefront,
  },
};

export type Namespace = keyof (typeof resources)["ja"];

/** The language of a BCP 47 tag or an Accept-Language header's first choice; Japanese when it is neither. */
export function toLocale(tag: string | null | undefined): Locale {
  return tag?.trim().toLowerCase().startsWith("en") ? "en" : "ja";
}

/** The language that Shopify tells with a document of its admin, or else the browser's first choice. */
export function requestLocale(request: Request): Locale {
  const told = new URL(request.url).searchParams.get("locale");
  return toLocale(told ?? request.headers.get("accept-language"));
}

/** A translator of its own, so that requests in two languages never share one. */
export function createI18n(locale: Locale): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: locale,
    // A missing text shows its key, which a test forbids, rather than the other language.
    fallbackLng: false,
    ns: Object.keys(resources.ja),
    defaultNS: "common",
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

const instances = { ja: createI18n("ja"), en: createI18n("en") };

/** Texts outside React: LINE messages, public pages. */
export function fixedT(locale: Locale, namespace: Namespace): TFunction {
  const key = `${locale} ${namespace}`;
  const kept = translators.get(key);
  if (kept) return kept;
  const translator = instances[locale].getFixedT(locale, namespace);
  translators.set(key, translator);
  return translator;
}

const translators = new Map<string, TFunction>();
