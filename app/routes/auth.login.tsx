import { useTranslation, I18nextProvider } from "react-i18next";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { createI18n, requestLocale } from "#app/platform/i18n.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("common", "login.title");

/** Where somebody lands who opens the app's address by itself. A shop's domain is never asked for: Shopify knows it. */
export function loader({ request }: LoaderFunctionArgs) {
  return { locale: requestLocale(request) };
}

export default function Login() {
  const { locale } = useLoaderData<typeof loader>();
  const i18n = useMemo(() => createI18n(locale), [locale]);
  return (
    <I18nextProvider i18n={i18n}>
      <OpenFromAdmin />
    </I18nextProvider>
  );
}

function OpenFromAdmin() {
  const { t } = useTranslation("common");
  return (
    <main
      lang={t("login.lang")}
      style={{
        fontFamily: "sans-serif",
        maxWidth: "32rem",
        margin: "4rem auto",
        padding: "0 1rem",
      }}
    >
      <h1>{t("login.title")}</h1>
      <p>{t("login.body")}</p>
      <p>
        <a href="https://admin.shopify.com/">{t("login.link")}</a>
      </p>
    </main>
  );
}
