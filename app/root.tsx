import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { fixedT, requestLocale } from "#app/platform/i18n.ts";
import { pageTitle } from "#app/ui/page-title.ts";
import { Nonce } from "#app/ui/nonce.ts";

/** For pages that could not be drawn: the others say their own. */
export const meta = pageTitle("home");

export function loader({ request }: LoaderFunctionArgs) {
  return { locale: requestLocale(request) };
}

// Shopify tells the language with the document only; it holds until the next document.
export const shouldRevalidate = () => false;

export default function Root() {
  return <Outlet />;
}

/** Where nothing nearer stands in for a page that broke: customers and people without a session come here. */
export function ErrorBoundary() {
  const t = fixedT(useRouteLoaderData<typeof loader>("root")?.locale ?? "ja", "common");
  return (
    <main
      style={{ font: "16px/1.7 system-ui, sans-serif", maxWidth: "32rem", margin: "4rem auto" }}
    >
      <h1>{t("error.title")}</h1>
      <p>{t("error.body")}</p>
    </main>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const locale = useRouteLoaderData<typeof loader>("root")?.locale ?? "ja";
  const nonce = useContext(Nonce);
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}
