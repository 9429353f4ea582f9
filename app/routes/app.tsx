import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { AppProvider as PolarisProvider } from "@shopify/polaris";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisEn from "@shopify/polaris/locales/en.json" with { type: "json" };
import polarisJa from "@shopify/polaris/locales/ja.json" with { type: "json" };
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useMemo } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { embeddedAppConfig } from "#app/platform/embedded-app-config.server.ts";
import { createI18n } from "#app/platform/i18n.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { ShopFormatProvider } from "#app/ui/format.tsx";
import { PageError } from "#app/ui/page-error.tsx";
import type { loader as rootLoader } from "../root.tsx";

const polarisTexts = { ja: polarisJa, en: polarisEn };

export const links = () => [{ rel: "stylesheet", href: polarisStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, locale } = await authenticateStaff(request);
  return {
    ...embeddedAppConfig(),
    locale,
    shop: { domain: shop.domain, timeZone: shop.timeZone, currency: shop.currency },
  };
}

// Zone and currency come with the document, and so does the language.
export const shouldRevalidate = () => false;

export default function App() {
  const { apiKey, appBridgeUrl, locale, shop } = useLoaderData<typeof loader>();
  const i18n = useMemo(() => createI18n(locale), [locale]);
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      i18n={polarisTexts[locale]}
      {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}
    >
      <I18nextProvider i18n={i18n}>
        <ShopFormatProvider locale={locale} timeZone={shop.timeZone} currency={shop.currency}>
          <Navigation />
          <Outlet />
        </ShopFormatProvider>
      </I18nextProvider>
    </AppProvider>
  );
}

function Navigation() {
  const { t } = useTranslation("common");
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {t("nav.home")}
      </Link>
      <Link to="/app/recovery">{t("nav.recovery")}</Link>
      <Link to="/app/results">{t("nav.results")}</Link>
      <Link to="/app/people">{t("nav.people")}</Link>
      <Link to="/app/settings">{t("nav.settings")}</Link>
    </NavMenu>
  );
}

/** Shopify's library needs its thrown answers caught here, so that their headers go along. */
export function ErrorBoundary() {
  const error = useRouteError();
  const locale = useRouteLoaderData<typeof rootLoader>("root")?.locale ?? "ja";
  if (!(error instanceof Error)) return boundary.error(error);
  return (
    <PolarisProvider i18n={polarisTexts[locale]}>
      <I18nextProvider i18n={createI18n(locale)}>
        <PageError />
      </I18nextProvider>
    </PolarisProvider>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
