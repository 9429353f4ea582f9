import type { ReactNode } from "react";
import type { Locale } from "#app/platform/i18n.ts";
import { publicPageStyle } from "./public-page-style.ts";

/** A whole document for customers: the shop's name above one card. Works without script. */
export function PublicPage({
  locale,
  shopName,
  title,
  children,
  footer,
  renewsAfter,
}: {
  locale: Locale;
  /** Empty where the shop is not known */
  shopName: string;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  /** Seconds after which the browser loads the page anew, for what is decided elsewhere */
  renewsAfter?: number;
}) {
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        {renewsAfter !== undefined && <meta httpEquiv="refresh" content={String(renewsAfter)} />}
        <title>{shopName ? `${title} | ${shopName}` : title}</title>
        <style dangerouslySetInnerHTML={{ __html: publicPageStyle }} />
      </head>
      <body>
        <main>
          {shopName && <p className="shop">{shopName}</p>}
          <div className="card">
            <h1>{title}</h1>
            {children}
          </div>
          {footer}
        </main>
      </body>
    </html>
  );
}
