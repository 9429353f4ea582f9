import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from "@remix-run/react";
import { toLocale } from "#app/platform/i18n.ts";

export function loader({ request }: LoaderFunctionArgs) {
  return { locale: toLocale(new URL(request.url).searchParams.get("locale")) };
}

// Shopify tells the language with the document only; it holds until the next document.
export const shouldRevalidate = () => false;

export default function Root() {
  const locale = useRouteLoaderData<typeof loader>("root")?.locale ?? "ja";
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
